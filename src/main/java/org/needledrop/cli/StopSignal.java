package org.needledrop.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;

/**
 * The wish to end, sent as SIGTERM or SIGINT. The JVM then waits until this is closed, and ends
 * with 0 where it would else say that a signal ended it.
 */
final class StopSignal implements AutoCloseable {

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "stop");

  private StopSignal() {}

  static StopSignal listen() {
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

  /** Waits for so long, or until the end is wanted. */
  void await(Duration pause) {
    try {
      boolean _ = wanted.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is done. */
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
