package org.needledrop.fuzzing;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;

/**
 * How far a target has come, over all its runs.
 *
 * @param cpu of the processes that fuzzed it, starting them included
 * @param executions inputs that were tried
 * @param edges jumps of the instrumented code that were reached
 * @param features edges and how often each was taken, as libFuzzer counts them
 */
record FuzzState(Duration cpu, long executions, long edges, long features) {
  private static final FuzzState NEW = new FuzzState(Duration.ZERO, 0, 0, 0);

  static FuzzState read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return NEW;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new FuzzState(
        Duration.ofMillis(number(properties, "cpuMillis")),
        number(properties, "executions"),
        number(properties, "edges"),
        number(properties, "features"));
  }

  private static long number(Properties properties, String name) {
    return Long.parseLong(properties.getProperty(name));
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("cpuMillis", String.valueOf(cpu.toMillis()));
    properties.setProperty("executions", String.valueOf(executions));
    properties.setProperty("edges", String.valueOf(edges));
    properties.setProperty("features", String.valueOf(features));
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      properties.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** With what one more run did. */
  FuzzState plus(Duration moreCpu, FuzzerOutput output) {
    return new FuzzState(
        cpu.plus(moreCpu),
        executions + output.executions(),
        Math.max(edges, output.edges()),
        Math.max(features, output.features()));
  }
}
