package org.needledrop.cli.bucket;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Limits a rate: evenly spaced permits per second. */
public final class RateLimiter {

  private final long nanosBetween;
  private long next = System.nanoTime();

  /**
   * @param perSecond permits per second, above 0; empty for no limit
   */
  public RateLimiter(Optional<Double> perSecond) {
    nanosBetween = perSecond.map(rate -> (long) (1e9 / rate)).orElse(0L);
  }

  /** Waits for the next permit. Not thread-safe: call from one thread only. */
  public void await() throws InterruptedException {
    long now = System.nanoTime();
    if (next - now > 0) {
      TimeUnit.NANOSECONDS.sleep(next - now);
    }
    next = Math.max(next, now) + nanosBetween;
  }
}
