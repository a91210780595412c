package org.needledrop.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.OutOfDeviceMemory;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/** Runs one device's batches, one after the other, until the queue is drained. */
final class BatchRunner {

  private static final Logger LOG = System.getLogger(BatchRunner.class.getName());

  private final BatchQueue queue;
  private final ModelManifest model;
  private final Scorer scorer;
  private final ModelMetrics metrics;
  private int batchSize;

  BatchRunner(
      BatchQueue queue, ModelManifest model, Scorer scorer, int batchSize, ModelMetrics metrics) {
    this.queue = queue;
    this.model = model;
    this.scorer = scorer;
    this.batchSize = batchSize;
    this.metrics = metrics;
  }

  /**
   * Runs until the queue is drained.
   *
   * @throws RuntimeException if a batch failed: its requests have been rejected, and the scorer
   *     must not be used again
   */
  void run() throws InterruptedException {
    for (List<InferenceJob.Slice> batch = queue.next(batchSize);
        !batch.isEmpty();
        batch = queue.next(batchSize)) {
      try {
        runBatch(batch);
      } catch (RuntimeException | Error e) {
        Refusal refusal =
            new Refusal(
                Refusal.Reason.UNAVAILABLE,
                Duration.ofSeconds(1),
                "the batch failed, and its runner is being replaced: " + e.getMessage());
        batch.forEach(slice -> slice.work().refuse(refusal));
        throw e;
      }
    }
  }

  private void runBatch(List<InferenceJob.Slice> batch) {
    long started = System.nanoTime();
    batch.forEach(slice -> slice.start(started));
    SnippetScores scores;
    try {
      scores = scorer.score(model.snippets(logMels(batch)));
    } catch (OutOfDeviceMemory e) {
      runInHalves(batch, e);
      return;
    }
    metrics.ran(batch, started, System.nanoTime());
    int from = 0;
    for (InferenceJob.Slice slice : batch) {
      int to = from + slice.count();
      slice.fill(
          new SnippetScores(
              scores.scores().subList(from, to), scores.embeddings().subList(from, to)));
      from = to;
    }
  }

  /** Runs a batch in halves and keeps the smaller batch size from then on. */
  private void runInHalves(List<InferenceJob.Slice> batch, OutOfDeviceMemory tooMuch) {
    int count = batch.stream().mapToInt(InferenceJob.Slice::count).sum();
    if (count == 1) {
      throw tooMuch;
    }
    batchSize = Math.min(batchSize, count / 2);
    LOG.log(
        Level.WARNING, "{0} snippets do not fit into device memory; trying {1}", count, batchSize);
    runBatch(part(batch, 0, count / 2));
    runBatch(part(batch, count / 2, count));
  }

  /** Returns the snippets {@code from} to below {@code to} of a batch. */
  private static List<InferenceJob.Slice> part(List<InferenceJob.Slice> batch, int from, int to) {
    List<InferenceJob.Slice> part = new ArrayList<>();
    int start = 0;
    for (InferenceJob.Slice slice : batch) {
      int first = Math.max(from - start, 0);
      int last = Math.min(to - start, slice.count());
      if (first < last) {
        part.add(slice.part(first, last));
      }
      start += slice.count();
    }
    return part;
  }

  private static byte[][] logMels(List<InferenceJob.Slice> batch) {
    return batch.stream().flatMap(slice -> slice.logMels().stream()).toArray(byte[][]::new);
  }
}
