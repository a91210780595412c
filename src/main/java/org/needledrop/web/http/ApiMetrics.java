package org.needledrop.web.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.needledrop.bucket.RecordFollower;

/** Metrics of the operations and of how the index follows a bucket's records. */
public final class ApiMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public ApiMetrics(Optional<RecordFollower> records) {
    records.ifPresent(this::watch);
  }

  private void watch(RecordFollower records) {
    FunctionCounter.builder("needledrop.index.records", records, RecordFollower::taken)
        .description("Bucket records applied to the index")
        .register(registry);
    TimeGauge.builder(
            "needledrop.index.failing",
            records,
            TimeUnit.SECONDS,
            follower -> follower.failing().toSeconds())
        .description("Seconds since the index last followed the records; 0 while it is up to date")
        .strongReference(true)
        .register(registry);
  }

  /** Returns a handler that measures an operation. */
  Handler<RoutingContext> of(String operation) {
    return context -> {
      long start = System.nanoTime();
      context.addEndHandler(sent -> record(operation, context.response().getStatusCode(), start));
      context.next();
    };
  }

  private void record(String operation, int status, long start) {
    Timer.builder("needledrop.api")
        .description("Duration of API requests")
        .tags("operation", operation, "status", String.valueOf(status))
        .publishPercentileHistogram()
        .register(registry)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  String scrape() {
    return registry.scrape();
  }
}
