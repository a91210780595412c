package org.needledrop.web.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Threads for blocking operations. Writing, analysing and reading the whole library are slow and
 * have threads of their own, so that other requests and health checks are not delayed.
 */
public final class OperationThreads {

  private static final Set<String> WRITING = Set.of("uploadTrack", "forgetTrack", "undoTrack");
  private static final Set<String> SLOW =
      Set.of("getTags", "getSpectrogram", "getCover", "getMap", "simulatePolicy");

  private final Vertx vertx;
  private final WorkerExecutor writing;
  private final WorkerExecutor slow;

  /** Creates the pools, which end with {@code vertx}; a single thread for writing. */
  public OperationThreads(Vertx vertx) {
    this.vertx = vertx;
    this.writing = vertx.createSharedWorkerExecutor("writing", 1);
    this.slow = vertx.createSharedWorkerExecutor("slow");
  }

  /**
   * Runs an operation.
   *
   * @param operation its id in the contract
   */
  public <T> Future<T> run(String operation, Callable<T> work) {
    if (WRITING.contains(operation)) {
      return writing.executeBlocking(work, false);
    }
    return SLOW.contains(operation)
        ? slow.executeBlocking(work, false)
        : vertx.executeBlocking(work, false);
  }
}
