package org.needledrop.worker;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.needledrop.scoring.SnippetScores;

/**
 * The snippets of one request on their way through the queue and the batches. Its places are filled
 * by one or several runners; the answer is there when all are.
 */
final class Work {

  private final byte[][] logMels;
  private final long acceptedNanos;
  private final long deadlineNanos;
  private final float[][] scores;
  private final float[][] embeddings;
  private final CompletableFuture<SnippetScores> answer = new CompletableFuture<>();
  private long startedNanos;
  private int taken;
  private int filled;

  /**
   * @param logMels {@code byte[n][bands * frames]}, at least one
   * @param deadlineNanos on the clock of {@code acceptedNanos}
   */
  Work(byte[][] logMels, long acceptedNanos, long deadlineNanos) {
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

  /** When the first of its snippets were run; meaningful once it is answered. */
  synchronized long startedNanos() {
    return startedNanos;
  }

  CompletableFuture<SnippetScores> answer() {
    return answer;
  }

  /** Answered, refused or cancelled: nothing of it need be worked on. */
  boolean isOver() {
    return answer.isDone();
  }

  boolean isLate(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /** Snippets that no batch has taken yet; only the queue asks. */
  int waiting() {
    return logMels.length - taken;
  }

  /** The next snippets, at most {@code size}; only the queue takes. */
  Slice take(int size) {
    int from = taken;
    taken = Math.min(taken + size, logMels.length);
    return new Slice(this, from, taken);
  }

  private synchronized void start(long nowNanos) {
    if (startedNanos == 0) {
      startedNanos = nowNanos;
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
  record Slice(Work work, int from, int to) {

    int count() {
      return to - from;
    }

    List<byte[]> logMels() {
      return Arrays.asList(work.logMels).subList(from, to);
    }

    /** Notes that its run begins. */
    void start(long nowNanos) {
      work.start(nowNanos);
    }

    void fill(SnippetScores scores) {
      work.fill(from, scores);
    }

    /** Of this slice's snippets those from {@code first} to below {@code last}. */
    Slice part(int first, int last) {
      return new Slice(work, from + first, from + last);
    }
  }
}
