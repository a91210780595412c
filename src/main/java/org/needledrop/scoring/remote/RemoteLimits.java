package org.needledrop.scoring.remote;

import java.time.Duration;

/**
 * How long and how often workers are asked.
 *
 * @param chunk snippets in one request
 * @param attempt time for one request
 * @param deadline time for all snippets of one track, waiting and retries included
 * @param firstPause before the first retry; it doubles, and half of it is left to chance
 * @param longestPause between two attempts
 * @param failuresToRest failed attempts in a row after which a worker is left alone
 * @param rest how long
 */
public record RemoteLimits(
    int chunk,
    Duration attempt,
    Duration deadline,
    Duration firstPause,
    Duration longestPause,
    int failuresToRest,
    Duration rest) {

  public static RemoteLimits defaults() {
    return new RemoteLimits(
        64,
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        3,
        Duration.ofSeconds(2));
  }

  /**
   * One attempt, for those who want to know of every refusal.
   *
   * @param chunk snippets in it
   */
  public static RemoteLimits once(int chunk) {
    RemoteLimits usual = defaults();
    return new RemoteLimits(
        chunk,
        usual.attempt(),
        Duration.ZERO,
        usual.firstPause(),
        usual.longestPause(),
        Integer.MAX_VALUE,
        Duration.ZERO);
  }

  /** Before attempt number {@code retry}, 1 for the first one; {@code chance} is 0 to 1. */
  Duration pause(int retry, double chance) {
    long millis = firstPause.toMillis() << Math.min(retry - 1, 30);
    long longest = Math.min(millis, longestPause.toMillis());
    return Duration.ofMillis((long) (longest * (0.5 + 0.5 * chance)));
  }
}
