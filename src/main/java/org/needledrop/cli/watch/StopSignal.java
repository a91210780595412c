package org.needledrop.cli.watch;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.needledrop.failure.TrackFailure;
import picocli.CommandLine.ExitCode;

/**
 * A request to stop (SIGTERM or SIGINT). The JVM then waits until this object is closed, and exits
 * with the code of the command instead of the signal's.
 */
public final class StopSignal implements AutoCloseable {

  /** What shells report of a command that Ctrl-C stopped: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  private static final Duration NOTIFICATION = Duration.ofSeconds(1);

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "stop");
  private final int exitCode;

  private StopSignal(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Listens for a command that runs until it is stopped, which is a success. */
  public static StopSignal listen() {
    return listen(ExitCode.OK);
  }

  /**
   * Listens for a command that ends by itself.
   *
   * @param exitCode of the process if it is stopped
   */
  public static StopSignal listen(int exitCode) {
    StopSignal signal = new StopSignal(exitCode);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void end() {
    wanted.countDown();
    try {
      over.await();
      Runtime.getRuntime().halt(exitCode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isWanted() {
    return wanted.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  /**
   * Returns whether a track failed because of the stop: a terminal sends Ctrl-C to ffmpeg, too,
   * which may end before this process is notified.
   */
  public boolean explains(TrackFailure failure) {
    if (failure.getCause() instanceof CancellationException) {
      await(NOTIFICATION);
    }
    return isWanted();
  }

  /** Waits for the duration, or until a stop is requested. */
  void await(Duration pause) {
    try {
      boolean _ = wanted.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the JVM exit. */
  @Override
  public void close() {
    over.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs.
    }
  }
}
