package org.needledrop.tagging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.needledrop.servers.Strace;

/**
 * A {@link FaultyProcess} that strace is attached to for one task at a time. One that was killed is
 * followed by another.
 */
final class FaultyWorker implements AutoCloseable {

  private static final int MINUTES_TO_END = 5;

  private final List<String> command;
  private Process process;
  private BufferedReader said;

  /**
   * @param command that starts it
   */
  FaultyWorker(List<String> command) throws IOException {
    this.command = command;
    start();
  }

  /**
   * How a task ended.
   *
   * @param words all that was said meanwhile, but the exit code
   */
  record End(int exitCode, String words) {}

  private void start() throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    said = process.inputReader();
  }

  /** Has it do the task while strace watches the thread that does it. */
  End run(List<String> straceOptions) throws IOException, InterruptedException {
    CompletableFuture<Void> tooLate =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(MINUTES_TO_END, TimeUnit.MINUTES));
    End end = watched(straceOptions);
    if (!tooLate.cancel(false)) {
      throw new IllegalStateException("no end with %s: %s".formatted(straceOptions, end.words()));
    }
    return end;
  }

  private End watched(List<String> straceOptions) throws IOException, InterruptedException {
    Process strace = Strace.attach(said.readLine(), straceOptions);
    try {
      process.outputWriter().write("\n");
      process.outputWriter().flush();
      return listen();
    } finally {
      strace.destroy();
      strace.waitFor();
    }
  }

  private End listen() throws IOException, InterruptedException {
    StringBuilder words = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(FaultyProcess.END)) {
        return new End(Integer.parseInt(line.substring(FaultyProcess.END.length())), "" + words);
      }
      words.append(line).append('\n');
    }
    int exitCode = process.waitFor();
    start();
    return new End(exitCode, words.toString());
  }

  /** Its open files, each with its number. */
  Set<String> openFiles() throws IOException {
    Set<String> files = new TreeSet<>();
    try (DirectoryStream<Path> numbers =
        Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path number : numbers) {
        files.add(number.getFileName() + " " + Files.readSymbolicLink(number));
      }
    } catch (NoSuchFileException _) {
      return openFiles(); // one was closed meanwhile
    }
    return files;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
