package org.needledrop.cli.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadSampleTest {

  @Test
  void keepsAllOfFew() {
    assertThat(samples(0)).isEmpty();
    assertThat(samples(3)).containsExactly(0, 1, 2);
    assertThat(samples(5)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void spreadsOverAllThatComes() {
    for (int count : List.of(6, 19, 20, 21, 1000, 12345)) {
      List<Integer> samples = samples(count);

      assertThat(samples).hasSize(5).doesNotHaveDuplicates().isSorted().startsWith(0);
      for (int i = 1; i < 5; i++) {
        assertThat(samples.get(i) - samples.get(i - 1))
            .as("distance %d of %d", i, count)
            .isBetween(count / 10, count / 3);
      }
    }
  }

  private static List<Integer> samples(int count) {
    SpreadSample<Integer> sample = new SpreadSample<>(5);
    IntStream.range(0, count).forEach(sample::add);
    return sample.samples();
  }
}
