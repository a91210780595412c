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
 * A head trained on a network's embeddings for a library's own genres.
 *
 * @param head head trained on all examples
 * @param accuracy accuracy on tracks not used for training
 * @param calibrationError see {@link Calibration#error}; on the same tracks
 */
public record TaughtHead(
    LinearHead head,
    double temperature,
    double accuracy,
    double calibrationError,
    List<GenreFigures> genres) {

  /** Trains on examples of at least two genres. */
  public static TaughtHead learn(List<Example> examples, List<String> genres) {
    CrossValidation found = CrossValidation.of(examples, genres.size());
    return new TaughtHead(
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
   * Returns the decision rule of the head. It has no distance limit, as a library may teach speech
   * or noise.
   */
  ModelManifest.Decision decision() {
    Map<String, Double> thresholds =
        genres.stream().collect(Collectors.toMap(GenreFigures::genre, GenreFigures::minConfidence));
    return new ModelManifest.Decision(
        ScoreSum.LOGITS, temperature, 0, thresholds, OptionalDouble.empty());
  }
}
