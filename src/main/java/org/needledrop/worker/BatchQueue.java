package org.needledrop.worker;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A thread-safe {@link SnippetQueue} between request threads and batch runners. */
final class BatchQueue {

  private static final Duration ELSEWHERE = Duration.ofSeconds(1);

  private final BatchLimits limits;
  private final SnippetQueue queue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean draining;

  BatchQueue(BatchLimits limits) {
    this.limits = limits;
    this.queue = new SnippetQueue(limits);
  }

  /**
   * Queues a request; the result is available from {@link InferenceJob#answer}.
   *
   * @throws Refusal if it is rejected
   */
  InferenceJob submit(byte[][] logMels) {
    long now = System.nanoTime();
    InferenceJob work = new InferenceJob(logMels, now, now + limits.timeout().toNanos());
    lock.lock();
    try {
      if (draining) {
        throw new Refusal(Refusal.Reason.UNAVAILABLE, ELSEWHERE, "this worker is shutting down");
      }
      queue.add(work);
      changed.signal();
    } finally {
      lock.unlock();
    }
    return work;
  }

  /**
   * Waits for the next batch.
   *
   * @param size maximum number of snippets
   * @return empty after shutdown
   */
  List<InferenceJob.Slice> next(int size) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        OptionalLong wait = queue.nanosToWait(System.nanoTime());
        if (draining || (wait.isPresent() && wait.getAsLong() == 0)) {
          List<InferenceJob.Slice> batch = queue.take(System.nanoTime(), size);
          if (!batch.isEmpty() || draining) { // the waiting requests may have been cancelled
            wakeAnotherForTheRest();
            return batch;
          }
        } else if (wait.isEmpty()) {
          changed.await();
        } else {
          changed.await(wait.getAsLong(), TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes another runner if snippets are left, as a request wakes only one. */
  private void wakeAnotherForTheRest() {
    if (queue.waiting() > 0) {
      changed.signal();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return queue.waiting();
    } finally {
      lock.unlock();
    }
  }

  boolean isDraining() {
    lock.lock();
    try {
      return draining;
    } finally {
      lock.unlock();
    }
  }

  /** Rejects new requests; queued ones are still processed. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Rejects all queued requests. */
  void close() {
    lock.lock();
    try {
      draining = true;
      queue.refuseAll(
          new Refusal(Refusal.Reason.UNAVAILABLE, ELSEWHERE, "this worker was shut down"));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
