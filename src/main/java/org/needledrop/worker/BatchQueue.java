package org.needledrop.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link SnippetQueue} between the threads that bring requests and those that run batches. */
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
   * Lets a request in; its answer comes by {@link Work#answer}.
   *
   * @throws Refusal when it is not let in
   */
  Work submit(byte[][] logMels) {
    long now = System.nanoTime();
    Work work = new Work(logMels, now, now + limits.timeout().toNanos());
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
   * @param size snippets at most
   * @return empty when nothing comes any more
   */
  List<Work.Slice> next(int size) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        long wait = queue.nanosToWait(System.nanoTime());
        if (wait == 0 || draining) {
          List<Work.Slice> batch = queue.take(System.nanoTime(), size);
          if (!batch.isEmpty() || draining) { // what waited may have been cancelled meanwhile
            wakeAnotherForTheRest();
            return batch;
          }
        } else if (wait == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.await(wait, TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** A request wakes one runner, and may have snippets for many. */
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

  /** Lets nobody in from now on; what waits is still worked on. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what still waits. */
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
