package org.needledrop.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** {@code needledrop watch} or {@code tag} in its own process, which can be sent signals. */
final class WatchProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;
  private final Path err;

  private WatchProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with short pauses, and waits until it watches. */
  static WatchProcess start(Path scratch, String... arguments) throws IOException {
    WatchProcess watch =
        start(
            scratch,
            Stream.concat(Stream.of("watch", "--every=100ms"), Stream.of(arguments)).toList());
    if (!List.of(arguments).contains("--quiet")) {
      watch.awaitOutput("needledrop: watching ");
    }
    return watch;
  }

  static WatchProcess tag(Path scratch, String... arguments) throws IOException {
    return start(scratch, Stream.concat(Stream.of("tag"), Stream.of(arguments)).toList());
  }

  private static WatchProcess start(Path scratch, List<String> arguments) throws IOException {
    Path out = Files.createTempFile(scratch, "watch", ".out");
    Path err = Files.createTempFile(scratch, "watch", ".err");
    List<String> command =
        NeedledropProcess.command(
            List.of(),
            Stream.concat(arguments.stream(), Stream.of("--jobs=1")).toArray(String[]::new));
    // A build in the background ignores SIGINT, and so would its children.
    List<String> stoppable =
        Stream.concat(Stream.of("env", "--default-signal=INT"), command.stream()).toList();
    Process process =
        new ProcessBuilder(stoppable)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new WatchProcess(process, out, err);
  }

  /** Waits until the condition holds; fails with the output if it does not. */
  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("not as expected:\n" + output() + errors());
      }
      pause(Duration.ofMillis(50));
    }
  }

  void awaitOutput(String text) {
    await(() -> output().contains(text));
  }

  void awaitError(String text) {
    await(() -> errors().contains(text));
  }

  static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String output() {
    return read(out);
  }

  String errors() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends SIGTERM, and gives the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Sends SIGINT, as Ctrl-C does, and gives the exit code. */
  int interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on:\n" + output() + errors());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
