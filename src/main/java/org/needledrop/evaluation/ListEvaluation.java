package org.needledrop.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.needledrop.scoring.Calibration;

/**
 * Metrics of a model on tracks with one or more accepted genres.
 *
 * @param accuracy fraction of tracks whose top genre is accepted
 * @param macroAccuracy mean of {@code byGenre}
 * @param named coverage: fraction of tracks with a genre at the model's threshold
 * @param namedAccuracy accuracy of those tracks
 * @param calibrationError see {@link Calibration#error}
 * @param byGenre accuracy by the first accepted genre
 */
public record ListEvaluation(
    int tracks,
    double accuracy,
    double macroAccuracy,
    double named,
    double namedAccuracy,
    double calibrationError,
    SortedMap<String, Double> byGenre) {

  /**
   * A prediction.
   *
   * @param top top genre
   * @param confidence probability of that genre, 0..1
   * @param named whether it reaches the threshold
   */
  public record Prediction(String top, double confidence, boolean named) {}

  /**
   * The prediction for one track.
   *
   * @param prediction empty if the track was not scored
   */
  public record Verdict(ListedTrack track, Optional<Prediction> prediction) {

    /** Returns whether the top genre is accepted; {@code hiphop} equals {@code Hip Hop}. */
    boolean isRight() {
      return prediction.stream()
          .anyMatch(
              found ->
                  track.genres().stream().anyMatch(genre -> plain(genre).equals(plain(found.top))));
    }

    private boolean isNamed() {
      return prediction.filter(Prediction::named).isPresent();
    }

    /** Returns the point of the calibration; a track that was not scored is wrong with 0. */
    private Calibration calibration() {
      return new Calibration(
          prediction.map(found -> (float) found.confidence).orElse(0f), isRight());
    }

    private static String plain(String genre) {
      return genre.toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
    }
  }

  /**
   * Computes the metrics.
   *
   * @param verdicts at least one
   */
  public static ListEvaluation of(List<Verdict> verdicts) {
    SortedMap<String, Double> byGenre =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.track.genres().getFirst(),
                    TreeMap::new,
                    Collectors.averagingDouble(ListEvaluation::right)));
    List<Verdict> named = verdicts.stream().filter(Verdict::isNamed).toList();
    return new ListEvaluation(
        verdicts.size(),
        accuracy(verdicts),
        mean(byGenre),
        (double) named.size() / verdicts.size(),
        accuracy(named),
        Calibration.error(verdicts.stream().map(Verdict::calibration).toList()),
        byGenre);
  }

  private static double mean(Map<String, Double> byGenre) {
    return byGenre.values().stream().mapToDouble(share -> share).average().orElse(Double.NaN);
  }

  private static double accuracy(List<Verdict> verdicts) {
    return verdicts.stream().mapToDouble(ListEvaluation::right).average().orElse(Double.NaN);
  }

  private static double right(Verdict verdict) {
    return verdict.isRight() ? 1 : 0;
  }
}
