package org.needledrop.scoring.remote;

import java.time.Duration;
import org.needledrop.failure.Backoff;

/**
 * Timeouts and retries for requests to workers.
 *
 * @param chunk snippets per request
 * @param attempt time limit of one attempt
 * @param deadline time limit for all snippets of a track, including waiting and retries
 * @param backoff pauses between attempts
 * @param failuresToRest consecutive failures after which a worker is not used for a while
 * @param rest how long it is not used
 */
public record RemoteLimits(
    int chunk,
    Duration attempt,
    Duration deadline,
    Backoff backoff,
    int failuresToRest,
    Duration rest) {

  public static RemoteLimits defaults() {
    return new RemoteLimits(
        64,
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
        3,
        Duration.ofSeconds(2));
  }

  /**
   * Returns limits with a single attempt, to see every rejection.
   *
   * @param chunk snippets per request
   */
  public static RemoteLimits once(int chunk) {
    RemoteLimits usual = defaults();
    return new RemoteLimits(
        chunk, usual.attempt(), Duration.ZERO, usual.backoff(), Integer.MAX_VALUE, Duration.ZERO);
  }

  /**
   * Returns the default limits for callers with little time that will be retried.
   *
   * @param time time limit per track
   */
  public static RemoteLimits within(Duration time) {
    RemoteLimits usual = defaults();
    return new RemoteLimits(
        usual.chunk(), time, time, usual.backoff(), usual.failuresToRest(), usual.rest());
  }
}
