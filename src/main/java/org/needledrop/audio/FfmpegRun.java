package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * A running ffmpeg process. A watchdog kills it on timeout and when the thread that started it is
 * interrupted; closing kills it, too.
 */
final class FfmpegRun implements AutoCloseable {
  private static final Duration WATCH_EVERY = Duration.ofMillis(50);

  /** ffmpeg's exit code after a signal; the log is checked as well. */
  private static final int TOLD_TO_END = 255;

  /**
   * The only environment variables passed to ffmpeg, so that a malicious file that takes it over
   * finds no tokens or passwords.
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
   * @throws IllegalStateException if ffmpeg cannot be started
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

  /** Removes all other environment variables, which may hold secrets. */
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
   * Returns whether a finished ffmpeg met the end of the file inside a packet, block or cluster.
   * The words are those of ffmpeg.c, demux.c, mov.c and matroskadec.c (4.4 to 9); wvdec.c reports
   * an input error, which {@link #finish} has distinguished from one of the disk.
   */
  boolean endedInsidePacket() {
    return log.says("corrupt input packet in stream")
        || log.says("Packet corrupt (stream")
        || log.says(": partial file")
        || log.says("File ended prematurely")
        || log.says("Input/output error");
  }

  /** Returns whether the decoder failed near the end (ffmpeg.c 4.4 to 6.0, ffmpeg_dec.c later). */
  boolean endedInDecoderError() {
    return log.says("Error while decoding stream")
        || log.says("Error submitting packet to decoder");
  }

  /**
   * Waits until ffmpeg exits.
   *
   * @throws org.needledrop.failure.TrackFailure if ffmpeg failed or was killed
   * @throws CancellationException if the calling thread was interrupted (its flag stays set) or
   *     ffmpeg received a signal, as on Ctrl-C
   */
  void finish() {
    try {
      int status = process.waitFor();
      logReader.join();
      if (timedOut) {
        throw file.exceeds(
            "ffmpeg exceeded the time limit of %s (NEEDLEDROP_DECODE_TIMEOUT)"
                .formatted(seconds(limits.timeout())));
      }
      if (status == TOLD_TO_END && log.begins("Exiting normally, received signal ")) {
        throw new CancellationException("ffmpeg was stopped while reading " + file.path());
      }
      if (log.says("Input/output error") || log.says("Permission denied")) {
        file.requireReadable(); // ffmpeg treats a read error as the end of the file
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

  /** Kills ffmpeg; throws the failure of {@link #finish} or returns that of the broken pipe. */
  RuntimeException broken(IOException cause) {
    kill();
    finish();
    return file.malformed("cannot read the output of ffmpeg: " + cause.getMessage());
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
   * Kills through the handle, as {@code Process.destroyForcibly} would close the pipes under the
   * readers.
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
