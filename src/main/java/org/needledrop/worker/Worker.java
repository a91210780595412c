package org.needledrop.worker;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;

/** Scores snippets for everyone over the Open Inference Protocol: models, queues and a server. */
public final class Worker implements AutoCloseable {

  /** Of 10 ms each: answers are on their way when the last batch has run. */
  private static final int ANSWERS_TO_AWAIT = 500;

  /**
   * A connection may be silent as long as an answer takes, and this beside it: clients and
   * balancers close theirs sooner.
   */
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final HttpServer server;
  private final ServedModels models;
  private final InferHandler infer;
  private final Duration drainTime;
  private boolean closed;

  private Worker(
      Vertx vertx, HttpServer server, ServedModels models, InferHandler infer, Duration drainTime) {
    this.vertx = vertx;
    this.server = server;
    this.models = models;
    this.infer = infer;
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
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<ServedModel> served = new ArrayList<>();
    ModelFolders.in(repository)
        .forEach(
            (folder, model) ->
                served.add(
                    ServedModel.start(
                        model,
                        limits,
                        new ModelMetrics(registry, model),
                        scorers.apply(folder, model))));
    ServedModels models = new ServedModels(served);
    Vertx vertx = Vertx.vertx();
    InferHandler infer = new InferHandler(vertx, models, limits);
    InferenceRoutes routes =
        new InferenceRoutes(vertx, models, infer, access, limits.timeout(), registry::scrape);
    HttpServer server =
        vertx.createHttpServer(options(access, limits)).requestHandler(routes.router());
    try {
      server.listen(port).toCompletionStage().toCompletableFuture().join();
    } catch (RuntimeException e) {
      models.all().forEach(ServedModel::close);
      vertx.close();
      throw new IllegalStateException(
          "cannot listen on port %d: %s".formatted(port, e.getCause().getMessage()), e);
    }
    return new Worker(vertx, server, models, infer, limits.timeout());
  }

  /** HTTP/1.1 alone: an upgrade in the middle of a large request gains nothing here. */
  static HttpServerOptions options(Access access, BatchLimits limits) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(
                Math.clamp(limits.timeout().plus(IDLE).toSeconds(), 1, Integer.MAX_VALUE));
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
    return models.isReady();
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
      for (ServedModel model : models.all()) {
        model.drain(drainTime);
      }
      for (int i = 0; i < ANSWERS_TO_AWAIT && infer.unanswered() > 0; i++) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    models.all().forEach(ServedModel::close);
    server.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
