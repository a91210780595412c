package org.needledrop.similarity;

import org.needledrop.scoring.TrackScores;

/** Unit vectors whose dot product is the similarity of two tracks. */
public final class UnitVectors {

  private UnitVectors() {}

  public static float[] of(TrackScores scores, SimilarityMeasure closeness) {
    return switch (closeness) {
      case EMBEDDING -> scaledToUnit(scores.embedding());
      case GENRE_PROFILE -> ofGenres(scores.probabilities());
    };
  }

  /** Returns the square roots: their dot product is the Bhattacharyya coefficient. */
  static float[] ofGenres(float[] probabilities) {
    float[] roots = new float[probabilities.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) Math.sqrt(probabilities[i]);
    }
    return scaledToUnit(roots);
  }

  /** Scales to length 1; a vector of zeros becomes a uniform one. */
  static float[] scaledToUnit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] =
          (float) (squares == 0 ? 1 / Math.sqrt(unit.length) : vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  public static double dotProduct(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
