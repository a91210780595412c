package org.needledrop.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What joins a batch, and when it runs. Requests take turns, a few snippets each, so that one of
 * four snippets does not wait for one of four thousand. Pure: no threads, and the time is told. Not
 * safe for use by many threads.
 */
final class SnippetQueue {

  /** Snippets that a request may put into a batch before the next one's turn. */
  private static final int TURN = 4;

  private final BatchLimits limits;
  private final Deque<Work> turns = new ArrayDeque<>();
  private int waiting;

  SnippetQueue(BatchLimits limits) {
    this.limits = limits;
  }

  /** Snippets that no batch has taken yet. */
  int waiting() {
    return waiting;
  }

  /**
   * Lets a request in.
   *
   * @throws Refusal when it does not fit, now or ever
   */
  void add(Work work) {
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
   * How long the next batch may still wait for more: 0 when it should run, {@link Long#MAX_VALUE}
   * when there is nothing.
   */
  long nanosToWait(long nowNanos) {
    forgetWhatIsOver(nowNanos);
    if (turns.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (waiting >= limits.maxBatchSize()) {
      return 0;
    }
    long oldest = Long.MAX_VALUE;
    for (Work work : turns) {
      oldest = Math.min(oldest, work.acceptedNanos() - nowNanos);
    }
    return Math.max(0, limits.maxBatchDelay().toNanos() + oldest);
  }

  /** The next batch, at most {@code size} snippets; empty when nothing waits. */
  List<Work.Slice> take(long nowNanos, int size) {
    forgetWhatIsOver(nowNanos);
    List<Work.Slice> batch = new ArrayList<>();
    int room = Math.min(size, limits.maxBatchSize());
    while (room > 0 && !turns.isEmpty()) {
      Work work = turns.removeFirst();
      Work.Slice slice = work.take(Math.min(room, TURN));
      batch.add(slice);
      room -= slice.count();
      waiting -= slice.count();
      if (work.waiting() > 0) {
        turns.addLast(work);
      }
    }
    return batch;
  }

  /** Refuses all that waits. */
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
          boolean over = work.isOver(); // asked once: others cancel meanwhile
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
