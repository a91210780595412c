package org.needledrop.web;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Times every operation. */
final class ApiMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Counts what an operation's route answers. */
  Handler<RoutingContext> of(String operation) {
    return context -> {
      long start = System.nanoTime();
      context.addEndHandler(sent -> record(operation, context.response().getStatusCode(), start));
      context.next();
    };
  }

  private void record(String operation, int status, long start) {
    Timer.builder("needledrop.api")
        .description("From a request of the API to its answer")
        .tags("operation", operation, "status", String.valueOf(status))
        .publishPercentileHistogram()
        .register(registry)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  String scrape() {
    return registry.scrape();
  }
}
