package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * One running ffmpeg. A watchdog kills it at the timeout and when the thread that started it is
 * interrupted; closing ends it in any case.
 */
final class FfmpegRun implements AutoCloseable {
  private static final Duration WATCH_EVERY = Duration.ofMillis(50);

  /** What ffmpeg ends with after a signal; its log, which holds the file's tags, says so too. */
  private static final int TOLD_TO_END = 255;

  /**
   * All of our environment that ffmpeg gets, where its libraries lie elsewhere. A file that takes
   * ffmpeg over finds no token and no password in it.
   */
  private static final Set<String> LIBRARY_PATHS = Set.of("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

  private final TrackFile file;
  private final AudioLimits limits;
  private final Process process;
  private final FfmpegLog log = new FfmpegLog();
  private final Thread logReader;
  private final Thread caller = Thread.currentThread();
  private final long startNanos = System.nanoTime();
  private volatile boolean timedOut;

  private FfmpegRun(TrackFile file, AudioLimits limits, Process process) {
    this.file = file;
    this.limits = limits;
    this.process = process;
    logReader = Thread.startVirtualThread(() -> log.drain(process.getErrorStream()));
    Thread.startVirtualThread(this::watch);
  }

  /**
   * @param output see {@link FfmpegCommand#of}
   * @throws IllegalStateException if ffmpeg cannot be started at all
   */
  static FfmpegRun start(Ffmpeg ffmpeg, AudioLimits limits, TrackFile file, List<String> output) {
    ProcessBuilder builder = new ProcessBuilder(FfmpegCommand.of(ffmpeg, limits, file, output));
    takeSecretsFrom(builder);
    builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
    try {
      return new FfmpegRun(file, limits, builder.start());
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + ffmpeg.executable(), e);
    }
  }

  /** A program that a file has taken over finds no secret in its environment. */
  static void takeSecretsFrom(ProcessBuilder builder) {
    builder.environment().keySet().retainAll(LIBRARY_PATHS);
  }

  InputStream stdout() {
    return process.getInputStream();
  }

  InputHeader header() {
    return log.header();
  }

  /**
   * Waits for the end.
   *
   * @throws org.needledrop.failure.TrackFailure if ffmpeg failed or was killed
   * @throws CancellationException if the calling thread was interrupted, and stays so, or ffmpeg
   *     was sent a signal, as all programs are where Ctrl-C is pressed
   */
  void finish() {
    try {
      int status = process.waitFor();
      logReader.join();
      if (timedOut) {
        throw file.exceeds("ffmpeg did not end within " + seconds(limits.timeout()));
      }
      if (status == TOLD_TO_END && log.begins("Exiting normally, received signal ")) {
        throw new CancellationException("ffmpeg was told to end while it read " + file.path());
      }
      if (log.says("Input/output error") || log.says("Permission denied")) {
        file.requireReadable(); // ffmpeg takes what it cannot read for the end of the file
      }
      if (status != 0 && !caller.isInterrupted()) {
        throw FfmpegFailure.explain(file, log, limits, status);
      }
    } catch (InterruptedException e) {
      caller.interrupt();
    }
    if (caller.isInterrupted()) {
      throw new CancellationException("interrupted while reading " + file.path());
    }
  }

  /** What {@link #finish} knows is better than that the pipe broke. */
  RuntimeException broken(IOException cause) {
    kill();
    finish();
    return file.malformed("ffmpeg's output could not be read: " + cause.getMessage());
  }

  private void watch() {
    try {
      while (!process.waitFor(WATCH_EVERY)) {
        timedOut = System.nanoTime() - startNanos > limits.timeout().toNanos();
        if (timedOut || caller.isInterrupted()) {
          kill();
          return;
        }
      }
    } catch (InterruptedException e) {
      kill();
    }
  }

  /**
   * Through the handle: {@code Process.destroyForcibly} would close the pipes under the readers.
   */
  private void kill() {
    ProcessHandle handle = process.toHandle();
    Stream.concat(handle.descendants(), Stream.of(handle)).forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    process.destroyForcibly();
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
