package org.needledrop.scoring.remote;

import java.time.Duration;
import org.needledrop.failure.Backoff;

/**
 * How long and how often workers are asked.
 *
 * @param chunk snippets in one request
 * @param attempt time for one request
 * @param deadline time for all snippets of one track, waiting and retries included
 * @param backoff between two attempts
 * @param failuresToRest failed attempts in a row after which a worker is left alone
 * @param rest how long
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
   * One attempt, for those who want to know of every refusal.
   *
   * @param chunk snippets in it
   */
  public static RemoteLimits once(int chunk) {
    RemoteLimits usual = defaults();
    return new RemoteLimits(
        chunk, usual.attempt(), Duration.ZERO, usual.backoff(), Integer.MAX_VALUE, Duration.ZERO);
  }

  /**
   * The usual limits for callers that have little time and are called again.
   *
   * @param time for one track
   */
  public static RemoteLimits within(Duration time) {
    RemoteLimits usual = defaults();
    return new RemoteLimits(
        usual.chunk(), time, time, usual.backoff(), usual.failuresToRest(), usual.rest());
  }
}
