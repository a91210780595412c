package org.needledrop.fuzzing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libFuzzer prints: {@code #2048 pulse cov: 575 ft: 1901 ...}. One thread reads, others ask.
 */
final class FuzzerOutput {
  private static final Pattern STATUS =
      Pattern.compile("#(\\d+)\\s.*?(?:cov: (\\d+) ft: (\\d+).*)?");
  private static final Pattern TOTAL = Pattern.compile("stat::number_of_executed_units: (\\d+)");

  private long executions;
  private long edges;
  private long features;

  /** Reads to the end, and keeps all of it in a file. */
  void drain(InputStream output, Path log) {
    try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(output, StandardCharsets.ISO_8859_1));
        Writer copy = Files.newBufferedWriter(log, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line + "\n");
        read(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void read(String line) {
    Matcher total = TOTAL.matcher(line);
    Matcher status = STATUS.matcher(line);
    if (total.matches()) {
      executions = Long.parseLong(total.group(1));
    } else if (status.matches()) {
      executions = Long.parseLong(status.group(1));
      if (status.group(2) != null) {
        edges = Long.parseLong(status.group(2));
        features = Long.parseLong(status.group(3));
      }
    }
  }

  synchronized long executions() {
    return executions;
  }

  synchronized long edges() {
    return edges;
  }

  synchronized long features() {
    return features;
  }
}
