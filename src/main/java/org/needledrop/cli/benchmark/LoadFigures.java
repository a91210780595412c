package org.needledrop.cli.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Results of a load measurement.
 *
 * @param nanos latency of each answered request in ns, ascending
 * @param refused requests rejected by a busy worker
 * @param failed requests without a connection or with an error response
 * @param elapsed from the first request to the last response
 */
public record LoadFigures(List<Long> nanos, int refused, int failed, Duration elapsed) {

  public LoadFigures {
    nanos = nanos.stream().sorted().toList();
  }

  public int answered() {
    return nanos.size();
  }

  /** Returns whether at least one request was answered and none failed. */
  public boolean isSound() {
    return answered() > 0 && failed == 0;
  }

  public double answersPerSecond() {
    return answered() / (elapsed.toNanos() / 1e9);
  }

  /** Returns a percentile of the latency in ms (nearest rank), 0 to 1; empty without responses. */
  public OptionalDouble millis(double part) {
    return nanos.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(nanos.get((int) Math.ceil(part * nanos.size()) - 1) / 1e6);
  }
}
