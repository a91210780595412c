package org.needledrop.similarity.lucene;

import org.needledrop.similarity.Closeness;
import org.needledrop.similarity.IndexedTrack;

/** Vectors of length 1 whose dot product is the closeness of two tracks. */
final class UnitVectors {

  private UnitVectors() {}

  static float[] of(IndexedTrack track, Closeness closeness) {
    return switch (closeness) {
      case EMBEDDING -> scaledToUnit(track.embedding());
      case GENRE_PROFILE -> scaledToUnit(roots(track.probabilities()));
    };
  }

  /** Dot products of the roots of two distributions are their Bhattacharyya coefficient. */
  private static float[] roots(float[] probabilities) {
    float[] roots = new float[probabilities.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) Math.sqrt(probabilities[i]);
    }
    return roots;
  }

  /** A vector of zeros, which points nowhere, becomes one that points everywhere alike. */
  private static float[] scaledToUnit(float[] vector) {
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
}
