package org.needledrop.teaching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.needledrop.scoring.Argmax;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.Softmax;

/**
 * Predictions of heads for tracks they were not trained on.
 *
 * @param ridge the best penalty
 * @param temperature temperature that calibrates the probabilities (Guo et al. 2017, 4.2)
 * @param genreOf true genre of each example
 * @param probabilities {@code float[genres]} of each example, by a head trained without it
 */
record CrossValidation(
    double ridge, double temperature, int[] genreOf, List<float[]> probabilities) {

  private static final int FOLDS = 5;
  private static final double[] RIDGES = {0.003, 0.01, 0.03, 0.1, 0.3};

  /** Tries all penalties; returns the result with the lowest cross-entropy. */
  static CrossValidation of(List<Example> examples, int genres) {
    int[] fold = folds(examples);
    int[] genreOf = examples.stream().mapToInt(Example::genre).toArray();
    return IntStream.range(0, RIDGES.length)
        .parallel()
        .mapToObj(i -> calibrated(RIDGES[i], genreOf, unseen(examples, fold, genres, RIDGES[i])))
        .min(Comparator.comparingDouble(CrossValidation::loss))
        .orElseThrow();
  }

  /** Assigns folds, stratified by genre; examples of the same recording share a fold. */
  static int[] folds(List<Example> examples) {
    Map<String, Integer> foldOf = new HashMap<>();
    Map<Integer, Integer> dealt = new HashMap<>();
    examples.stream()
        .sorted(Comparator.comparing(Example::recording))
        .forEach(
            example ->
                foldOf.computeIfAbsent(
                    example.recording(),
                    _ -> dealt.merge(example.genre(), 1, Integer::sum) % FOLDS));
    return examples.stream().mapToInt(example -> foldOf.get(example.recording())).toArray();
  }

  private static List<float[]> unseen(
      List<Example> examples, int[] fold, int genres, double ridge) {
    List<LinearHead> heads = new ArrayList<>();
    for (int one = 0; one < FOLDS; one++) {
      int left = one;
      List<Example> others =
          IntStream.range(0, fold.length)
              .filter(i -> fold[i] != left)
              .mapToObj(examples::get)
              .toList();
      heads.add(SoftmaxRegression.fit(others, genres, ridge));
    }
    return IntStream.range(0, fold.length)
        .mapToObj(i -> heads.get(fold[i]).scores(examples.get(i).embedding()))
        .toList();
  }

  private static CrossValidation calibrated(double ridge, int[] genreOf, List<float[]> scores) {
    return IntStream.rangeClosed(-100, 100)
        .mapToObj(percent -> Math.pow(10, percent / 100.0))
        .map(
            temperature ->
                new CrossValidation(
                    ridge,
                    temperature,
                    genreOf,
                    scores.stream().map(logits -> Softmax.of(logits, temperature)).toList()))
        .min(Comparator.comparingDouble(CrossValidation::loss))
        .orElseThrow();
  }

  /** Returns the mean cross-entropy. */
  private double loss() {
    return IntStream.range(0, genreOf.length)
        .mapToDouble(i -> -Math.log(Math.max(1e-30, probabilities.get(i)[genreOf[i]])))
        .average()
        .orElseThrow();
  }

  int named(int example) {
    return Argmax.of(probabilities.get(example));
  }

  float confidence(int example) {
    return probabilities.get(example)[named(example)];
  }

  boolean isRight(int example) {
    return named(example) == genreOf[example];
  }

  IntStream examples() {
    return IntStream.range(0, genreOf.length);
  }
}
