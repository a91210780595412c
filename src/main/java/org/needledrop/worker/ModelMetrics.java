package org.needledrop.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.needledrop.scoring.ModelManifest;

/** Metrics of one model. */
final class ModelMetrics {

  private final MeterRegistry registry;
  private final Tags tags;
  private final DistributionSummary batchFill;
  private final Timer wait;
  private final Timer run;
  private final Timer total;
  private final Counter snippets;
  private final Map<String, AtomicInteger> warmRunners = new ConcurrentHashMap<>();

  ModelMetrics(MeterRegistry registry, ModelManifest model) {
    this.registry = registry;
    this.tags = Tags.of("model", model.name(), "version", model.version());
    batchFill =
        DistributionSummary.builder("needledrop.batch.snippets")
            .description("Snippets per batch")
            .tags(tags)
            .publishPercentileHistogram()
            .register(registry);
    wait =
        timer("needledrop.wait", "Time from a request's arrival to the start of its first batch");
    run = timer("needledrop.run", "Duration of a forward pass");
    total = timer("needledrop.request", "Time from a request's arrival to its response");
    snippets =
        Counter.builder("needledrop.snippets")
            .description("Snippets scored")
            .tags(tags)
            .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .publishPercentileHistogram()
        .register(registry);
  }

  /**
   * Changes the number of ready runners.
   *
   * @param device device of the runner
   */
  void runners(String device, int change) {
    warmRunners
        .computeIfAbsent(
            device,
            kind ->
                registry.gauge("needledrop.runners", tags.and("device", kind), new AtomicInteger()))
        .addAndGet(change);
  }

  void watch(BatchQueue queue) {
    Gauge.builder("needledrop.queue.snippets", queue, BatchQueue::waiting)
        .description("Snippets in the queue")
        .tags(tags)
        .register(registry);
  }

  void ran(List<InferenceJob.Slice> batch, long startedNanos, long endedNanos) {
    int count = batch.stream().mapToInt(InferenceJob.Slice::count).sum();
    batchFill.record(count);
    snippets.increment(count);
    run.record(endedNanos - startedNanos, TimeUnit.NANOSECONDS);
    for (InferenceJob.Slice slice : batch) {
      wait.record(startedNanos - slice.work().acceptedNanos(), TimeUnit.NANOSECONDS);
    }
  }

  void answered(InferenceJob work) {
    total.record(System.nanoTime() - work.acceptedNanos(), TimeUnit.NANOSECONDS);
  }

  void refused(Refusal.Reason reason) {
    Counter.builder("needledrop.refusals")
        .description("Requests rejected or failed")
        .tags(tags.and("reason", reason.name().toLowerCase(Locale.ROOT)))
        .register(registry)
        .increment();
  }
}
