package org.needledrop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

  @Test
  void doublesUpToItsLongestPause() {
    assertThat(List.of(1, 2, 3, 4, 5, 1000))
        .extracting(failures -> BACKOFF.pause(failures, 1).toSeconds())
        .containsExactly(30L, 60L, 120L, 240L, 300L, 300L);
  }

  @Test
  void leavesHalfOfAPauseToChance() {
    assertThat(BACKOFF.pause(2, 0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(BACKOFF.pause(2, 0.5)).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void aFailureThatWasNotCountedIsTheFirst() {
    assertThat(BACKOFF.pause(0, 1)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void refusesPausesThatWouldNeverGrow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofMinutes(1), Duration.ofSeconds(30)))
        .withMessageContaining("at most the longest");
  }
}
