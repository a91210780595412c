package org.needledrop.similarity.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.UnitVectors;

/**
 * How near the ten nearest tracks are, by comparing a few probes with all tracks.
 *
 * @param probes numbers of the tracks whose neighbours are meant
 * @param tenth similarity of the tenth nearest other track to each
 */
record TrueNeighbours(int[] probes, double[] tenth) {

  static final int COUNT = 10;

  /** A dot product in single precision is this inexact. */
  private static final double ROUNDING = 1e-6;

  /** Lowest first: the first is replaced by what is higher. */
  private record Best(double[] similarities) {
    void offer(double similarity) {
      if (similarity > similarities[0]) {
        int at = 0;
        while (at + 1 < COUNT && similarities[at + 1] < similarity) {
          similarities[at] = similarities[++at];
        }
        similarities[at] = similarity;
      }
    }
  }

  static TrueNeighbours of(
      MadeUpLibrary library, int tracks, int[] probes, SimilarityMeasure closeness) {
    float[][] directions =
        Arrays.stream(probes)
            .mapToObj(number -> library.probe(number, closeness).direction())
            .toArray(float[][]::new);
    int parts = Runtime.getRuntime().availableProcessors();
    List<List<Best>> found =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part ->
                    nearest(
                        library,
                        IntStream.range(0, tracks).filter(number -> number % parts == part),
                        probes,
                        directions,
                        closeness))
            .toList();
    double[] tenth = new double[probes.length];
    for (int probe = 0; probe < probes.length; probe++) {
      int at = probe;
      double[] sorted =
          found.stream()
              .flatMapToDouble(of -> Arrays.stream(of.get(at).similarities))
              .sorted()
              .toArray();
      tenth[probe] = sorted[sorted.length - COUNT];
    }
    return new TrueNeighbours(probes, tenth);
  }

  private static List<Best> nearest(
      MadeUpLibrary library,
      IntStream numbers,
      int[] probes,
      float[][] directions,
      SimilarityMeasure closeness) {
    List<Best> best = new ArrayList<>();
    for (int i = 0; i < probes.length; i++) {
      double[] none = new double[COUNT];
      Arrays.fill(none, -1);
      best.add(new Best(none));
    }
    numbers.forEach(
        number -> {
          float[] direction = library.probe(number, closeness).direction();
          for (int i = 0; i < probes.length; i++) {
            if (probes[i] != number) {
              best.get(i).offer(UnitVectors.dotProduct(directions[i], direction));
            }
          }
        });
    return best;
  }

  /** How many of the ten are as near as the ten nearest to this probe. */
  long hits(int probe, List<Neighbour> found) {
    return found.stream()
        .filter(neighbour -> neighbour.similarity() >= tenth[probe] - ROUNDING)
        .count();
  }
}
