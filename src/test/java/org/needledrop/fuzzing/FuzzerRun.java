package org.needledrop.fuzzing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fuzzes one target in a JVM of its own until it has had its CPU time, or finds something. */
final class FuzzerRun {
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

  private static final Duration TO_END = Duration.ofSeconds(20);

  /** Wall clock over CPU time; only ends what the launcher, being killed, left behind. */
  private static final int SLOWEST = 20;

  /** Our code, and the libraries' code that sees single bytes. */
  private static final String INSTRUMENTED =
      "org.needledrop.**:com.fasterxml.jackson.core.**:com.fasterxml.jackson.dataformat.**"
          + ":org.yaml.snakeyaml.**";

  private static final Pattern NEEDED =
      Pattern.compile("^(jazzer|junit|opentest4j|assertj|jackson|snakeyaml|sqlite|vertx)");

  private final FuzzTarget target;
  private final Path folder;
  private final Path stateFile;

  /**
   * @param all where every target has a folder for its corpus, findings and state
   */
  FuzzerRun(FuzzTarget target, Path all) {
    this.target = target;
    this.folder = all.resolve(target.name());
    this.stateFile = folder.resolve("state.properties");
  }

  String name() {
    return target.name();
  }

  FuzzState state() throws IOException {
    return FuzzState.read(stateFile);
  }

  /** Inputs that failed and are not mended, or not put among the seeds yet. */
  List<Path> findings() throws IOException {
    Path findings = folder.resolve("findings");
    if (Files.notExists(findings)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(findings)) {
      return files.sorted().toList();
    }
  }

  void until(Duration budget) throws IOException, InterruptedException {
    if (state().cpu().compareTo(budget) >= 0 || !findings().isEmpty()) {
      return;
    }
    Files.createDirectories(folder.resolve("corpus"));
    Files.createDirectories(folder.resolve("findings"));
    Path scratch = scratch();
    Process process = start(scratch, budget.minus(state().cpu()));
    Thread endsWithUs = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endsWithUs);
    try {
      watch(process, budget);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(endsWithUs);
      delete(scratch);
    }
  }

  private void watch(Process process, Duration budget) throws IOException, InterruptedException {
    FuzzState before = state();
    FuzzerOutput output = new FuzzerOutput();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> output.drain(process.getInputStream(), folder.resolve("log")));
    boolean ending = false;
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().filter(now -> !now.isZero()).orElse(cpu);
      before.plus(cpu, output).write(stateFile);
      if (!ending && before.cpu().plus(cpu).compareTo(budget) >= 0) {
        ending = true;
        interrupt(process);
      }
    }
    reader.join();
    before.plus(cpu, output).write(stateFile);
    if (!ending && findings().isEmpty()) {
      throw new IOException(
          "%s: the fuzzer ended with status %d, see %s"
              .formatted(target.name(), process.exitValue(), folder.resolve("log")));
    }
  }

  /** As Ctrl-C does: libFuzzer then prints what it did. */
  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private Process start(Path scratch, Duration cpu) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + scratch));
    if (cpu.compareTo(WORTH_COMPILING) < 0) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-cp", classPath()));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.testClass().getName());
    command.add("--target_method=" + target.method());
    command.add("--instrumentation_includes=" + INSTRUMENTED);
    command.add("--custom_hook_includes=org.needledrop.**");
    command.add(folder.resolve("corpus").toString());
    command.add("-artifact_prefix=" + folder.resolve("findings") + File.separator);
    command.add("-timeout=" + LONGEST_INPUT.toSeconds());
    command.add("-report_slow_units=" + LONGEST_INPUT.toSeconds());
    command.add("-max_len=" + LONGEST_INPUT_BYTES);
    command.add("-rss_limit_mb=" + MEMORY);
    command.add("-max_total_time=" + (1 + cpu.toSeconds()) * SLOWEST);
    command.add("-print_final_stats=1");
    return new ProcessBuilder(command).redirectErrorStream(true).start();
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

  /** In memory where there is such a folder: some targets write files for each input. */
  private static Path scratch() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "needledrop-fuzz")
        : Files.createTempDirectory("needledrop-fuzz");
  }

  private static void delete(Path scratch) throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
