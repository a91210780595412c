package org.needledrop.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of processes, as Linux tells it. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** Resident memory of a process and all that it has started, in KB. */
  static long residentKilobytes(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(ProcessMemory::residentKilobytes)
        .sum();
  }

  private static long residentKilobytes(ProcessHandle one) {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + one.pid() + "/status"))) {
      return status
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // it has ended meanwhile
    }
  }
}
