package org.needledrop.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;

/** Scores snippets for everyone over the Open Inference Protocol: models, queues and a server. */
public final class Worker implements AutoCloseable {

  /** Of 10 ms each: answers are on their way when the last batch has run. */
  private static final int ANSWERS_TO_AWAIT = 500;

  private final Vertx vertx;
  private final HttpServer server;
  private final Map<String, ServedModel> models;
  private final InferenceRoutes routes;
  private final Duration drainTime;
  private boolean closed;

  private Worker(
      Vertx vertx,
      HttpServer server,
      InferenceRoutes routes,
      Map<String, ServedModel> models,
      Duration drainTime) {
    this.vertx = vertx;
    this.server = server;
    this.routes = routes;
    this.models = models;
    this.drainTime = drainTime;
  }

  /**
   * Begins to load all models and opens the port; a model answers as soon as it is warm.
   *
   * @param repository a folder of model folders, or one model folder
   * @param scorers for a model folder, what loads a scorer for each runner
   * @param port 0 for any that is free
   * @throws java.io.UncheckedIOException when there is no model
   * @throws IllegalStateException when the port cannot be had
   */
  public static Worker start(
      Path repository,
      BiFunction<Path, ModelManifest, List<Supplier<Scorer>>> scorers,
      BatchLimits limits,
      Access access,
      int port) {
    List<Path> folders = ModelFolders.in(repository);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Map<String, ServedModel> models = new LinkedHashMap<>();
    for (Path folder : folders) {
      ModelManifest model = ModelManifest.read(folder);
      models.put(model.name(), served(model, limits, registry, scorers.apply(folder, model)));
    }
    Vertx vertx = Vertx.vertx();
    InferenceRoutes routes = new InferenceRoutes(vertx, models, limits, access, registry::scrape);
    HttpServer server = vertx.createHttpServer(options(access)).requestHandler(routes.router());
    try {
      server.listen(port).toCompletionStage().toCompletableFuture().join();
    } catch (RuntimeException e) {
      models.values().forEach(ServedModel::close);
      vertx.close();
      throw new IllegalStateException(
          "port %d cannot be had: %s".formatted(port, e.getCause().getMessage()), e);
    }
    return new Worker(vertx, server, routes, models, limits.timeout());
  }

  private static ServedModel served(
      ModelManifest model,
      BatchLimits limits,
      MeterRegistry registry,
      List<Supplier<Scorer>> scorers) {
    return ServedModel.start(model, limits, new ModelMetrics(registry, model.name()), scorers);
  }

  /** HTTP/1.1 alone: an upgrade in the middle of a large request gains nothing here. */
  private static HttpServerOptions options(Access access) {
    HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
    access
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString())));
    return options;
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Whether every model is loaded and warm. */
  public boolean isReady() {
    return routes.isReady();
  }

  /**
   * Takes no more requests, answers those that it took, and closes the port. Whoever calls it a
   * second time waits for the first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      for (ServedModel model : models.values()) {
        model.drain(drainTime);
      }
      for (int i = 0; i < ANSWERS_TO_AWAIT && routes.unanswered() > 0; i++) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    models.values().forEach(ServedModel::close);
    server.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
