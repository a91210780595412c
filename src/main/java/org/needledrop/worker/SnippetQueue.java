package org.needledrop.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * Decides which snippets form a batch and when it runs. Round-robin over requests, a few snippets
 * each, so that small requests do not wait for large ones. Pure logic without threads and clock;
 * not thread-safe.
 */
final class SnippetQueue {

  /** Snippets per request and turn. */
  private static final int TURN = 4;

  private final BatchLimits limits;
  private final Deque<InferenceJob> turns = new ArrayDeque<>();
  private int waiting;

  SnippetQueue(BatchLimits limits) {
    this.limits = limits;
  }

  /** Returns the number of waiting snippets. */
  int waiting() {
    return waiting;
  }

  /**
   * Queues a request.
   *
   * @throws Refusal if it does not fit
   */
  void add(InferenceJob work) {
    if (work.count() > limits.maxRequestSnippets()) {
      throw new Refusal(
          Refusal.Reason.TOO_LARGE,
          Duration.ZERO,
          "%d snippets in one request; the limit is %d"
              .formatted(work.count(), limits.maxRequestSnippets()));
    }
    if (waiting + work.count() > limits.queueCapacity()) {
      throw new Refusal(
          Refusal.Reason.OVERLOADED,
          Duration.ofSeconds(1),
          "the queue is full: %d of %d snippets".formatted(waiting, limits.queueCapacity()));
    }
    turns.addLast(work);
    waiting += work.count();
  }

  /**
   * Returns how long the next batch may wait for more snippets, 0 if it should run now; empty if no
   * snippet is waiting.
   */
  OptionalLong nanosToWait(long nowNanos) {
    forgetWhatIsOver(nowNanos);
    if (turns.isEmpty()) {
      return OptionalLong.empty();
    }
    if (waiting >= limits.maxBatchSize()) {
      return OptionalLong.of(0);
    }
    long oldest = Long.MAX_VALUE;
    for (InferenceJob work : turns) {
      oldest = Math.min(oldest, work.acceptedNanos() - nowNanos);
    }
    return OptionalLong.of(Math.max(0, limits.maxBatchDelay().toNanos() + oldest));
  }

  /** Removes the next batch of at most {@code size} snippets; empty if none is waiting. */
  List<InferenceJob.Slice> take(long nowNanos, int size) {
    forgetWhatIsOver(nowNanos);
    List<InferenceJob.Slice> batch = new ArrayList<>();
    int room = Math.min(size, limits.maxBatchSize());
    while (room > 0 && !turns.isEmpty()) {
      InferenceJob work = turns.removeFirst();
      InferenceJob.Slice slice = work.take(Math.min(room, TURN));
      batch.add(slice);
      room -= slice.count();
      waiting -= slice.count();
      if (work.waiting() > 0) {
        turns.addLast(work);
      }
    }
    return batch;
  }

  /** Rejects all waiting requests. */
  void refuseAll(Refusal refusal) {
    turns.forEach(work -> work.refuse(refusal));
    turns.clear();
    waiting = 0;
  }

  private void forgetWhatIsOver(long nowNanos) {
    turns.removeIf(
        work -> {
          if (work.isLate(nowNanos)) {
            work.refuse(late());
          }
          boolean over = work.isOver(); // read once, as other threads may cancel it
          if (over) {
            waiting -= work.waiting();
          }
          return over;
        });
  }

  private Refusal late() {
    return new Refusal(
        Refusal.Reason.TIMED_OUT,
        Duration.ofSeconds(1),
        "timed out after %d s".formatted(limits.timeout().toSeconds()));
  }
}
