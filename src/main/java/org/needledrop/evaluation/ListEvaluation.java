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
 * How a model does on tracks that have one or more right genres.
 *
 * @param accuracy share of tracks whose most probable genre is a right one
 * @param macroAccuracy the mean of {@code byGenre}, so that each genre counts alike
 * @param named share of tracks that get a genre
 * @param namedAccuracy share of those whose genre is a right one
 * @param calibrationError see {@link Calibration#error}
 * @param byGenre accuracy of the tracks whose first genre it is
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
   * What a model says of one track.
   *
   * @param top its most probable genre; none where nothing could be scored
   * @param confidence probability of that genre, 0..1
   * @param named whether it would be written
   */
  public record Verdict(ListedTrack track, Optional<String> top, double confidence, boolean named) {

    /** Whether the most probable genre is a right one; {@code hiphop} is {@code Hip Hop}. */
    public boolean isRight() {
      return top.isPresent()
          && track.genres().stream().anyMatch(genre -> plain(genre).equals(plain(top.get())));
    }

    private static String plain(String genre) {
      return genre.toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
    }
  }

  /**
   * Counts verdicts.
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
    List<Verdict> named = verdicts.stream().filter(Verdict::named).toList();
    return new ListEvaluation(
        verdicts.size(),
        accuracy(verdicts),
        mean(byGenre),
        (double) named.size() / verdicts.size(),
        accuracy(named),
        Calibration.error(
            verdicts.stream()
                .map(verdict -> new Calibration((float) verdict.confidence, verdict.isRight()))
                .toList()),
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
