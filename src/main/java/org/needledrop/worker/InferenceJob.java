package org.needledrop.worker;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.needledrop.scoring.SnippetScores;

/**
 * The snippets of one request in queue and batches. One or more runners fill in the scores; it is
 * complete when all are present.
 */
final class InferenceJob {

  private final byte[][] logMels;
  private final long acceptedNanos;
  private final long deadlineNanos;
  private final float[][] scores;
  private final float[][] embeddings;
  private final CompletableFuture<SnippetScores> answer = new CompletableFuture<>();
  private OptionalLong startedNanos = OptionalLong.empty();
  private int taken;
  private int filled;

  /**
   * @param logMels {@code byte[n][bands * frames]}, at least one
   * @param deadlineNanos deadline on the clock of {@code acceptedNanos}
   */
  InferenceJob(byte[][] logMels, long acceptedNanos, long deadlineNanos) {
    this.logMels = logMels;
    this.acceptedNanos = acceptedNanos;
    this.deadlineNanos = deadlineNanos;
    this.scores = new float[logMels.length][];
    this.embeddings = new float[logMels.length][];
  }

  int count() {
    return logMels.length;
  }

  long acceptedNanos() {
    return acceptedNanos;
  }

  /** Returns when its first snippets were run; empty if none were yet. */
  synchronized OptionalLong startedNanos() {
    return startedNanos;
  }

  CompletableFuture<SnippetScores> answer() {
    return answer;
  }

  /** Returns whether it is complete, rejected or cancelled. */
  boolean isOver() {
    return answer.isDone();
  }

  boolean isLate(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /** Returns the number of waiting snippets; for the queue only. */
  int waiting() {
    return logMels.length - taken;
  }

  /** Removes the next snippets, at most {@code size}; for the queue only. */
  Slice take(int size) {
    int from = taken;
    taken = Math.min(taken + size, logMels.length);
    return new Slice(this, from, taken);
  }

  private synchronized void start(long nowNanos) {
    if (startedNanos.isEmpty()) {
      startedNanos = OptionalLong.of(nowNanos);
    }
  }

  private synchronized void fill(int from, SnippetScores some) {
    for (int i = 0; i < some.scores().size(); i++) {
      scores[from + i] = some.scores().get(i);
      embeddings[from + i] = some.embeddings().get(i);
    }
    filled += some.scores().size();
    if (filled == logMels.length) {
      answer.complete(new SnippetScores(List.of(scores), List.of(embeddings)));
    }
  }

  void refuse(Refusal refusal) {
    answer.completeExceptionally(refusal);
  }

  /** Snippets {@code from} to below {@code to} of a request, in one batch. */
  record Slice(InferenceJob work, int from, int to) {

    int count() {
      return to - from;
    }

    List<byte[]> logMels() {
      return Arrays.asList(work.logMels).subList(from, to);
    }

    /** Records the start of its batch. */
    void start(long nowNanos) {
      work.start(nowNanos);
    }

    void fill(SnippetScores scores) {
      work.fill(from, scores);
    }

    /** Returns the snippets {@code first} to below {@code last} of this slice. */
    Slice part(int first, int last) {
      return new Slice(work, from + first, from + last);
    }
  }
}
