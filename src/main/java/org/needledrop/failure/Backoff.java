package org.needledrop.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter: the pause doubles with each failure, up to a maximum. Up to half
 * of it is random, so that clients that failed together do not retry together.
 *
 * @param first pause after the first failure, before jitter
 * @param longest maximum pause, before jitter
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
   * Returns the pause after a failure, with random jitter.
   *
   * @param failures in a row, 1 for the first one
   */
  public Duration pause(int failures) {
    return pause(failures, ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Returns the pause after a failure, with the given jitter.
   *
   * @param failures in a row, 1 for the first one
   * @param chance 0 to 1: 1 gives the full pause, 0 half of it
   */
  Duration pause(int failures, double chance) {
    int doublings = Math.clamp(failures - 1, 0, 30);
    long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis((long) (millis * (0.5 + 0.5 * chance)));
  }
}
