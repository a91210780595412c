package org.needledrop.cli.watch;

import java.time.Duration;
import java.util.Objects;

/** One scan of a watched folder or bucket, and the tagging of new and changed tracks. */
public interface WatchRound {

  /**
   * Scans and tags once; returns early if a stop is requested.
   *
   * @throws RuntimeException if the scan fails; the next one may succeed
   */
  void go(StopSignal stop, WarningsOnce troubles);

  /** Repeats rounds until a stop is requested. Failures are printed and do not end the loop. */
  default void repeat(Duration every, StopSignal stop, WarningsOnce troubles) {
    while (!stop.isWanted()) {
      try {
        go(stop, troubles);
      } catch (RuntimeException e) {
        // Keep watching: the disk or the store may come back.
        troubles.warn(
            e.getClass().getName(), Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
      troubles.endRound();
      stop.await(every);
    }
  }
}
