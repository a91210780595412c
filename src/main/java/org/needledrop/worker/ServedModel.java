package org.needledrop.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;

/** One model with its queue and a runner per device. */
final class ServedModel implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ServedModel.class.getName());
  private static final Duration BEFORE_ANOTHER_RUNNER = Duration.ofSeconds(1);

  private final ModelManifest model;
  private final BatchLimits limits;
  private final BatchQueue queue;
  private final ModelMetrics metrics;
  private final AtomicInteger warmRunners = new AtomicInteger();
  private final CountDownLatch ended;

  private ServedModel(ModelManifest model, BatchLimits limits, ModelMetrics metrics, int runners) {
    this.model = model;
    this.limits = limits;
    this.queue = new BatchQueue(limits);
    this.metrics = metrics;
    this.ended = new CountDownLatch(runners);
    metrics.watch(queue);
  }

  /**
   * Starts loading a model.
   *
   * @param scorers load the scorer of each runner; called again if a runner is replaced
   */
  static ServedModel start(
      ModelManifest model,
      BatchLimits limits,
      ModelMetrics metrics,
      List<Supplier<Scorer>> scorers) {
    ServedModel served = new ServedModel(model, limits, metrics, scorers.size());
    IntStream.range(0, scorers.size())
        .forEach(
            i ->
                Thread.ofPlatform()
                    .name("%s-runner-%d".formatted(model.name(), i))
                    .start(() -> served.keepRunning(scorers.get(i))));
    return served;
  }

  ModelManifest model() {
    return model;
  }

  ModelMetrics metrics() {
    return metrics;
  }

  /** Returns whether it is loaded, warmed up and not shutting down. */
  boolean isReady() {
    return warmRunners.get() > 0 && !queue.isDraining();
  }

  /**
   * Queues a request.
   *
   * @throws Refusal if it is rejected
   */
  InferenceJob submit(byte[][] logMels) {
    if (!isReady()) {
      throw new Refusal(
          Refusal.Reason.UNAVAILABLE, BEFORE_ANOTHER_RUNNER, model.name() + " is not ready");
    }
    return queue.submit(logMels);
  }

  private void keepRunning(Supplier<Scorer> scorers) {
    try {
      while (!queue.isDraining()) {
        runOnce(scorers);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void runOnce(Supplier<Scorer> scorers) throws InterruptedException {
    try (Scorer scorer = scorers.get()) {
      scorer.score(warmUp());
      warmRunners.incrementAndGet();
      metrics.runners(scorer.device(), 1);
      LOG.log(Level.INFO, "runner of {0} ready on {1}", model.id(), scorer.device());
      try {
        new BatchRunner(queue, model, scorer, limits.maxBatchSize(), metrics).run();
      } finally {
        warmRunners.decrementAndGet();
        metrics.runners(scorer.device(), -1);
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "replacing a runner of " + model.id(), e);
      TimeUnit.NANOSECONDS.sleep(BEFORE_ANOTHER_RUNNER.toNanos());
    }
  }

  private Snippets warmUp() {
    byte[][] silence =
        new byte[limits.maxBatchSize()][model.mel().melBands() * model.snippet().frames()];
    return model.snippets(silence);
  }

  /** Rejects new requests and waits until queued ones are finished. */
  void drain(Duration atMost) throws InterruptedException {
    queue.drain();
    LOG.log(Level.INFO, "draining {0}: {1} snippets in the queue", model.id(), queue.waiting());
    ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    queue.close();
  }
}
