package org.needledrop.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: twice as long each time, up to a longest pause. Half of
 * each pause is left to chance, so that those who failed together do not come back together.
 *
 * @param first pause, before chance shortens it
 * @param longest pause
 */
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (!first.isPositive() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the first pause (%s) must be above 0 and at most the longest (%s)"
              .formatted(first, longest));
    }
  }

  /**
   * The pause after a failure, by chance.
   *
   * @param failures in a row, 1 for the first one
   */
  public Duration pause(int failures) {
    return pause(failures, ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The pause after a failure.
   *
   * @param failures in a row, 1 for the first one
   * @param chance 0 to 1; 1 gives the whole pause, 0 half of it
   */
  Duration pause(int failures, double chance) {
    int doublings = Math.clamp(failures - 1, 0, 30);
    long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis((long) (millis * (0.5 + 0.5 * chance)));
  }
}
