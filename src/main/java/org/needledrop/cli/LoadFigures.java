package org.needledrop.cli;

import java.time.Duration;
import java.util.List;

/**
 * What came of a load.
 *
 * @param nanos that each answered request took, shortest first
 * @param refused requests that the worker had no time for
 * @param failed requests that did not reach it, or were answered with an error
 * @param elapsed from the first request to the last answer
 */
record LoadFigures(List<Long> nanos, int refused, int failed, Duration elapsed) {

  LoadFigures {
    nanos = nanos.stream().sorted().toList();
  }

  int answered() {
    return nanos.size();
  }

  /** Whether some were answered and the rest refused for want of time. */
  boolean isSound() {
    return answered() > 0 && failed == 0;
  }

  double answersPerSecond() {
    return answered() / (elapsed.toNanos() / 1e9);
  }

  /** The time within which this part of the answers came (nearest rank); NaN without answers. */
  double millis(double part) {
    return nanos.isEmpty() ? Double.NaN : nanos.get((int) Math.ceil(part * nanos.size()) - 1) / 1e6;
  }
}
