package org.needledrop.teaching;

import java.util.Comparator;
import java.util.List;

/**
 * Metrics of one genre on tracks not used for training.
 *
 * @param tracks number of tracks of this genre
 * @param precision fraction of correct tracks among those predicted
 * @param recall fraction of this genre's tracks that are predicted
 * @param minConfidence lowest threshold with a precision of 80 %, or else the one with the highest
 *     precision; 1 if no prediction is correct
 */
public record GenreFigures(
    String genre, int tracks, double precision, double recall, double minConfidence) {

  private static final double WANTED_PRECISION = 0.8;

  static GenreFigures of(String genre, int index, CrossValidation found) {
    List<Integer> named = found.examples().filter(i -> found.named(i) == index).boxed().toList();
    long tracks = found.examples().filter(i -> found.genreOf()[i] == index).count();
    long right = named.stream().filter(found::isRight).count();
    return new GenreFigures(
        genre,
        (int) tracks,
        named.isEmpty() ? 0 : (double) right / named.size(),
        (double) right / tracks,
        threshold(named, found));
  }

  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Searches from the highest probability down for the last position with enough precision. */
  private static double threshold(List<Integer> named, CrossValidation found) {
    List<Integer> surest =
        named.stream().sorted(Comparator.comparing(found::confidence).reversed()).toList();
    double threshold = 1;
    double best = 0;
    int right = 0;
    for (int i = 0; i < surest.size(); i++) {
      right += found.isRight(surest.get(i)) ? 1 : 0;
      double precision = Math.min(WANTED_PRECISION, right / (i + 1.0));
      if (right > 0 && precision >= best) {
        best = precision;
        threshold = found.confidence(surest.get(i));
      }
    }
    // Rounded down, so that the track at the threshold still passes.
    return Math.floor(threshold * 10_000) / 10_000;
  }
}
