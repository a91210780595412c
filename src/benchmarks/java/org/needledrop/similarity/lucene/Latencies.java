package org.needledrop.similarity.lucene;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * How long something took, again and again.
 *
 * @param nanos by the clock, shortest first
 * @param processorNanos of the processor's time, shortest first; on a shared machine these tell
 *     more
 */
record Latencies(long[] nanos, long[] processorNanos) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** One after the other, after as many that are not counted, so that the index is warm. */
  static Latencies of(int times, IntConsumer step) {
    for (int i = 0; i < times; i++) {
      step.accept(i);
    }
    long[] nanos = new long[times];
    long[] processorNanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      long processorStart = THREADS.getCurrentThreadCpuTime();
      step.accept(i);
      processorNanos[i] = THREADS.getCurrentThreadCpuTime() - processorStart;
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    Arrays.sort(processorNanos);
    return new Latencies(nanos, processorNanos);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms (processor time %.2f, %.2f)",
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        millis(processorNanos, 0.5),
        millis(processorNanos, 0.99));
  }

  /** Within which this part of them was done (nearest rank). */
  private static double millis(long[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
  }
}
