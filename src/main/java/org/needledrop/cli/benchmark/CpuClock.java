package org.needledrop.cli.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of this process and its terminated child processes. */
public final class CpuClock {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final double TICKS_PER_SECOND = 100;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuClock() {}

  /** CPU seconds of the current thread. */
  static double threadSeconds() {
    return THREADS.getCurrentThreadCpuTime() / 1e9;
  }

  /** CPU seconds of all terminated children: proc(5), cutime and cstime. */
  static double childSeconds() {
    return ticks(15, 16) / TICKS_PER_SECOND;
  }

  /** CPU seconds of this process and its terminated children: proc(5), utime to cstime. */
  public static double totalSeconds() {
    return ticks(13, 14, 15, 16) / TICKS_PER_SECOND;
  }

  private static long ticks(int... fields) {
    try {
      String stat = Files.readString(STAT);
      String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int field : fields) {
        sum += Long.parseLong(values[field - 2]);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the CPU time: this works on Linux only", e);
    }
  }
}
