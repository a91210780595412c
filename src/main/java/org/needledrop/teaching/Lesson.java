package org.needledrop.teaching;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.needledrop.scoring.Calibration;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.ScoreSum;

/**
 * A library's own genres, learned on top of a network's embedding.
 *
 * @param head learned from all examples
 * @param accuracy of tracks that were not learned from
 * @param calibrationError see {@link Calibration#error}; of the same tracks
 */
public record Lesson(
    LinearHead head,
    double temperature,
    double accuracy,
    double calibrationError,
    List<GenreFigures> genres) {

  /** Learns from examples of at least two genres. */
  public static Lesson learn(List<Example> examples, List<String> genres) {
    CrossValidation found = CrossValidation.of(examples, genres.size());
    return new Lesson(
        SoftmaxRegression.fit(examples, genres.size(), found.ridge()),
        found.temperature(),
        found.examples().filter(found::isRight).count() / (double) examples.size(),
        calibrationError(found),
        IntStream.range(0, genres.size())
            .mapToObj(i -> GenreFigures.of(genres.get(i), i, found))
            .toList());
  }

  private static double calibrationError(CrossValidation found) {
    return Calibration.error(
        found
            .examples()
            .mapToObj(i -> new Calibration(found.confidence(i), found.isRight(i)))
            .toList());
  }

  /**
   * How scores of the head become a decision. No track is too far from what the network learned
   * from: a library may well teach speech or noise.
   */
  ModelManifest.Decision decision() {
    Map<String, Double> thresholds =
        genres.stream().collect(Collectors.toMap(GenreFigures::genre, GenreFigures::minConfidence));
    return new ModelManifest.Decision(
        ScoreSum.LOGITS, temperature, 0, thresholds, OptionalDouble.empty());
  }
}
