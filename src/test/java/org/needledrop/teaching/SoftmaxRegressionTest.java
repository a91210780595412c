package org.needledrop.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.needledrop.scoring.LinearHead;

/** The fitted head against what the theory says of it. */
class SoftmaxRegressionTest {

  private static final int GENRES = 3;
  private static final double RIDGE = 0.05;

  private final List<Example> examples = new ArrayList<>();

  /** Three clouds, with places of very different scales and one that never changes. */
  private void clouds(int each, double spread) {
    Random random = new Random(7);
    for (int i = 0; i < GENRES * each; i++) {
      int genre = i % GENRES;
      float[] embedding = {
        (float) (genre + spread * random.nextGaussian()),
        (float) (100 * (genre == 1 ? 1 : 0) + 100 * spread * random.nextGaussian()),
        5
      };
      examples.add(new Example("recording " + i, embedding, genre));
    }
  }

  @Test
  void distinguishesSeparateClouds() {
    clouds(20, 0.05);

    LinearHead head = SoftmaxRegression.fit(examples, GENRES, 0.001);

    assertThat(examples).allMatch(e -> highest(head.scores(e.embedding())) == e.genre());
  }

  /** At the optimum the mean probability of each genre is its share: the biases are free. */
  @Test
  void matchesTheSharesOfTheGenres() {
    clouds(30, 1);

    LinearHead head = SoftmaxRegression.fit(examples, GENRES, RIDGE);

    for (int genre = 0; genre < GENRES; genre++) {
      int one = genre;
      double mean =
          examples.stream().mapToDouble(e -> softmax(head, e)[one]).average().orElseThrow();
      assertThat(mean).isCloseTo(1.0 / GENRES, within(2e-3));
    }
  }

  /** At the optimum the penalty's pull on a weight is what the errors pull the other way. */
  @Test
  void standsWhereTheGradientVanishes() {
    clouds(30, 1);
    LinearHead head = SoftmaxRegression.fit(examples, GENRES, RIDGE);
    double mean = examples.stream().mapToDouble(e -> e.embedding()[0]).average().orElseThrow();
    double variance =
        examples.stream()
            .mapToDouble(e -> Math.pow(e.embedding()[0] - mean, 2))
            .average()
            .orElseThrow();

    for (int genre = 0; genre < GENRES; genre++) {
      int one = genre;
      double errors =
          examples.stream()
              .mapToDouble(
                  e ->
                      (softmax(head, e)[one] - (e.genre() == one ? 1 : 0))
                          * (e.embedding()[0] - mean))
              .average()
              .orElseThrow();
      assertThat(errors + RIDGE * head.weights()[genre][0] * variance).isCloseTo(0, within(3e-3));
    }
  }

  @Test
  void givesNoWeightToAPlaceThatNeverChanges() {
    clouds(10, 1);

    LinearHead head = SoftmaxRegression.fit(examples, GENRES, RIDGE);

    for (float[] weights : head.weights()) {
      assertThat(weights[2]).isZero();
    }
  }

  private static double[] softmax(LinearHead head, Example example) {
    float[] scores = head.scores(example.embedding());
    double[] powers = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      powers[i] = Math.exp(scores[i]);
      sum += powers[i];
    }
    for (int i = 0; i < powers.length; i++) {
      powers[i] /= sum;
    }
    return powers;
  }

  private static int highest(float[] scores) {
    int highest = 0;
    for (int i = 1; i < scores.length; i++) {
      highest = scores[i] > scores[highest] ? i : highest;
    }
    return highest;
  }
}
