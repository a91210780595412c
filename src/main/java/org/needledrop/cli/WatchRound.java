package org.needledrop.cli;

import java.time.Duration;
import java.util.Objects;

/** One look at what is watched, and the tagging of what is found new. */
interface WatchRound {

  /**
   * Does it as long as the end is not wanted.
   *
   * @throws RuntimeException when nothing can be done now; the next round may do better
   */
  void go(StopSignal stop, Troubles troubles);

  /** Round after round until the end is wanted. */
  default void repeat(Duration every, StopSignal stop, Troubles troubles) {
    while (!stop.isWanted()) {
      try {
        go(stop, troubles);
      } catch (RuntimeException e) {
        // A disk or a store that comes back finds somebody who still watches.
        troubles.tell(
            e.getClass().getName(),
            "needledrop: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
      troubles.endRound();
      stop.await(every);
    }
  }
}
