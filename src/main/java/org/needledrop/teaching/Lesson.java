package org.needledrop.teaching;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.ScoreSum;

/**
 * A library's own genres, learned on top of a network's embedding.
 *
 * @param head learned from all examples
 * @param accuracy of tracks that were not learned from
 * @param calibrationError expected calibration error of the top genre in ten bins (Guo et al. 2017,
 *     equation 3), of the same
 */
public record Lesson(
    LinearHead head,
    double temperature,
    double accuracy,
    double calibrationError,
    List<GenreFigures> genres) {

  private static final int BINS = 10;

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
    double[] gaps = new double[BINS];
    found
        .examples()
        .forEach(
            i ->
                gaps[Math.min(BINS - 1, (int) (found.confidence(i) * BINS))] +=
                    (found.isRight(i) ? 1 : 0) - found.confidence(i));
    return IntStream.range(0, BINS).mapToDouble(i -> Math.abs(gaps[i])).sum()
        / found.genreOf().length;
  }

  /** How scores of the head become a decision. */
  ModelManifest.Decision decision() {
    Map<String, Double> thresholds =
        genres.stream().collect(Collectors.toMap(GenreFigures::genre, GenreFigures::minConfidence));
    return new ModelManifest.Decision(ScoreSum.LOGITS, temperature, 0, thresholds);
  }
}
