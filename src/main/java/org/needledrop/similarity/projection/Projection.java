package org.needledrop.similarity.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.needledrop.similarity.IndexedTrack;

/**
 * Projection onto the two directions that best separate the genres' mean embeddings: Fisher's
 * discriminants (Rao 1948), assuming whitened embeddings with an equal spread in all directions.
 *
 * @param centre {@code double[d]}
 * @param axes {@code double[2][d]}, unit vectors
 * @param reach maximum distance from the centre along an axis
 */
record Projection(double[] centre, double[][] axes, double reach) {

  /** Minimum genres for a plane; with fewer, single tracks are used. */
  private static final int LEAST_GENRES = 3;

  private static final int TRACKS_FOR_GENRES = 100;

  /**
   * Finds the directions.
   *
   * @param tracks at least one; all have embeddings of the same length, 2 or more
   */
  static Projection of(List<IndexedTrack> tracks) {
    double[] centre = mean(tracks);
    double[][] axes = axes(groups(tracks), centre);
    Projection unscaled = new Projection(centre, axes, 1);
    double reach = 1e-9;
    for (IndexedTrack track : tracks) {
      double[] place = unscaled.place(track);
      reach = Math.max(reach, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    return new Projection(centre, axes, reach);
  }

  /** Returns the coordinates {@code double[2]}, -1..1. */
  double[] place(IndexedTrack track) {
    float[] embedding = embedding(track);
    double[] place = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      for (int i = 0; i < centre.length; i++) {
        place[axis] += (embedding[i] - centre[i]) * axes[axis][i] / reach;
      }
    }
    return place;
  }

  private static List<List<IndexedTrack>> groups(List<IndexedTrack> tracks) {
    Map<String, List<IndexedTrack>> byGenre = new TreeMap<>();
    for (IndexedTrack track : tracks) {
      track
          .genre()
          .ifPresent(genre -> byGenre.computeIfAbsent(genre, name -> new ArrayList<>()).add(track));
    }
    return byGenre.size() >= LEAST_GENRES
        ? List.copyOf(byGenre.values())
        : tracks.stream().limit(TRACKS_FOR_GENRES).map(List::of).toList();
  }

  /** Returns the principal axes of the groups' means, weighted by size. */
  private static double[][] axes(List<List<IndexedTrack>> groups, double[] centre) {
    double[][] offsets = new double[groups.size()][];
    for (int g = 0; g < offsets.length; g++) {
      offsets[g] = mean(groups.get(g));
      double weight = Math.sqrt(groups.get(g).size());
      for (int i = 0; i < centre.length; i++) {
        offsets[g][i] = weight * (offsets[g][i] - centre[i]);
      }
    }
    RealMatrix means = new Array2DRowRealMatrix(offsets, false);
    EigenDecompositionSymmetric found =
        new EigenDecompositionSymmetric(means.multiplyTransposed(means));
    double[][] axes = new double[2][];
    for (int axis = 0; axis < 2; axis++) {
      axes[axis] =
          axis < offsets.length && found.getEigenvalue(axis) > 1e-9
              ? scaled(means.preMultiply(found.getEigenvector(axis).toArray()))
              : unit(axis, centre.length);
    }
    return axes;
  }

  private static double[] scaled(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / Math.sqrt(squares);
    }
    return unit;
  }

  private static double[] unit(int axis, int length) {
    double[] unit = new double[length];
    unit[axis] = 1;
    return unit;
  }

  private static double[] mean(List<IndexedTrack> tracks) {
    double[] mean = new double[embedding(tracks.getFirst()).length];
    for (IndexedTrack track : tracks) {
      float[] embedding = embedding(track);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding[i] / tracks.size();
      }
    }
    return mean;
  }

  private static float[] embedding(IndexedTrack track) {
    return track.scores().orElseThrow().embedding();
  }
}
