package org.needledrop.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Where operations may block. What writes waits for the library, and what listens to a track or
 * reads all of them takes its time: they have threads of their own, so that all else, and the
 * health, is answered meanwhile.
 */
final class OperationThreads {

  private static final Set<String> WRITING = Set.of("uploadTrack", "forgetTrack");
  private static final Set<String> SLOW =
      Set.of("getTags", "getSpectrogram", "getMap", "simulatePolicy");

  private final Vertx vertx;
  private final WorkerExecutor writing;
  private final WorkerExecutor slow;

  /** The threads end with {@code vertx}. The library takes one writer at a time. */
  OperationThreads(Vertx vertx) {
    this.vertx = vertx;
    this.writing = vertx.createSharedWorkerExecutor("writing", 1);
    this.slow = vertx.createSharedWorkerExecutor("slow");
  }

  /**
   * Does what an operation has to do.
   *
   * @param operation its id in the contract
   */
  <T> Future<T> run(String operation, Callable<T> work) {
    if (WRITING.contains(operation)) {
      return writing.executeBlocking(work, false);
    }
    return SLOW.contains(operation)
        ? slow.executeBlocking(work, false)
        : vertx.executeBlocking(work, false);
  }
}
