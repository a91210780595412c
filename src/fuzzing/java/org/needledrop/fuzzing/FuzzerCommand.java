package org.needledrop.fuzzing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that fuzzes one target.
 *
 * @param folder of the target, with {@code corpus} and {@code findings} in it
 * @param cpu that it is to have
 */
record FuzzerCommand(FuzzTarget target, Path folder, Duration cpu) {
  /**
   * What an input may take before it counts as a hang, by the clock. The first one also waits until
   * all code that it reaches is instrumented.
   */
  private static final Duration LONGEST_INPUT = Duration.ofSeconds(60);

  private static final int LONGEST_INPUT_BYTES = 16_384;

  /** MiB; a JVM with a heap of 1 GiB stays below it. */
  private static final int MEMORY = 2048;

  /** In less, what the second compiler takes does not come back. */
  private static final Duration WORTH_COMPILING = Duration.ofMinutes(2);

  /** Wall clock over CPU time; only ends what the launcher, being killed, left behind. */
  private static final int SLOWEST = 100;

  /** Our code, and the libraries' code that sees single bytes. */
  private static final String INSTRUMENTED =
      "org.needledrop.**:com.fasterxml.jackson.core.**:com.fasterxml.jackson.dataformat.**"
          + ":org.yaml.snakeyaml.**";

  private static final Pattern NEEDED =
      Pattern.compile("^(jazzer|junit|opentest4j|assertj|jackson|snakeyaml|sqlite|vertx)");

  /**
   * Starts it.
   *
   * @param scratch where the target may write files
   */
  Process start(Path scratch) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + scratch));
    if (cpu.compareTo(WORTH_COMPILING) < 0) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-cp", classPath(), "com.code_intelligence.jazzer.Jazzer"));
    command.addAll(options());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Two dashes are Jazzer's, one is libFuzzer's. */
  private List<String> options() {
    return List.of(
        "--target_class=" + target.testClass().getName(),
        "--target_method=" + target.method(),
        "--instrumentation_includes=" + INSTRUMENTED,
        "--custom_hook_includes=org.needledrop.**",
        folder.resolve("corpus").toString(),
        "-artifact_prefix=" + folder.resolve("findings") + File.separator,
        "-timeout=" + LONGEST_INPUT.toSeconds(),
        "-report_slow_units=" + LONGEST_INPUT.toSeconds(),
        "-max_len=" + LONGEST_INPUT_BYTES,
        "-rss_limit_mb=" + MEMORY,
        "-max_total_time=" + (1 + cpu.toSeconds()) * SLOWEST,
        "-print_final_stats=1");
  }

  /** Without the libraries that no parser needs: Jazzer searches all there are, for seconds. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(part -> Files.isDirectory(part) || isNeeded(part))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isNeeded(Path library) {
    return NEEDED.matcher(library.getFileName().toString()).find();
  }
}
