package org.needledrop.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** The rate of the latest steps: known tracks take no time and would distort a mean over all. */
final class StepRate {

  private static final int STEPS = 50;

  private final LongSupplier clock;
  private final Deque<Long> times = new ArrayDeque<>();

  /**
   * @param clock monotonic, in ns
   */
  StepRate(LongSupplier clock) {
    this.clock = clock;
    times.add(clock.getAsLong());
  }

  void step() {
    times.add(clock.getAsLong());
    if (times.size() > STEPS + 1) {
      times.removeFirst();
    }
  }

  /** Returns steps per second; empty before the first step. */
  OptionalDouble perSecond() {
    long nanos = times.getLast() - times.getFirst();
    return nanos > 0 ? OptionalDouble.of((times.size() - 1) * 1e9 / nanos) : OptionalDouble.empty();
  }
}
