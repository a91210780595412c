package org.needledrop.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fuzzes one target in a JVM of its own until it has had its CPU time, or finds something. */
final class FuzzerRun {
  private static final Duration TO_END = Duration.ofSeconds(20);

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
    Process process = new FuzzerCommand(target, folder, budget.minus(state().cpu())).start(scratch);
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
