package org.needledrop.cli.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;

/**
 * A request to stop (SIGTERM or SIGINT). The JVM then waits until this object is closed, and exits
 * with 0 instead of the signal's code.
 */
public final class StopSignal implements AutoCloseable {

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "stop");

  private StopSignal() {}

  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void end() {
    wanted.countDown();
    try {
      over.await();
      Runtime.getRuntime().halt(ExitCode.OK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isWanted() {
    return wanted.getCount() == 0 || Thread.currentThread().isInterrupted();
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
