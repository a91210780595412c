package org.needledrop.cli;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets so many pass in a second, evenly. */
final class Pace {

  private final long nanosBetween;
  private long next = System.nanoTime();

  /**
   * @param perSecond above 0; empty: as many as come
   */
  Pace(Optional<Double> perSecond) {
    nanosBetween = perSecond.map(rate -> (long) (1e9 / rate)).orElse(0L);
  }

  /** Waits for its turn; one thread calls. */
  void await() throws InterruptedException {
    long now = System.nanoTime();
    if (next - now > 0) {
      TimeUnit.NANOSECONDS.sleep(next - now);
    }
    next = Math.max(next, now) + nanosBetween;
  }
}
