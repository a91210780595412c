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

/** Serves models over the Open Inference Protocol: models, queues and HTTP server. */
public final class Worker implements AutoCloseable {

  /** Polls of 10 ms to wait for the last responses after draining. */
  private static final int ANSWERS_TO_AWAIT = 500;

  /**
   * Idle timeout of connections, in addition to the request timeout; longer than that of clients
   * and load balancers.
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
   * Starts loading all models and opens the port; each model serves requests once it is ready.
   *
   * @param repository a folder of model folders, or one model folder
   * @param scorers returns the scorer loaders, one per runner, for a model folder
   * @param host address or name to listen on
   * @param port port, or 0 for any free port
   * @throws java.io.UncheckedIOException if there is no model
   * @throws IllegalStateException if it cannot listen there
   */
  public static Worker start(
      Path repository,
      BiFunction<Path, ModelManifest, List<Supplier<Scorer>>> scorers,
      BatchLimits limits,
      Access access,
      String host,
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
      server.listen(port, host).toCompletionStage().toCompletableFuture().join();
    } catch (RuntimeException e) {
      models.all().forEach(ServedModel::close);
      vertx.close();
      throw new IllegalStateException(
          "cannot listen on %s:%d: %s".formatted(host, port, e.getCause().getMessage()), e);
    }
    return new Worker(vertx, server, models, infer, limits.timeout());
  }

  /** HTTP/1.1 only: an upgrade during a large request has no benefit. */
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

  /** Returns the port in use. */
  public int port() {
    return server.actualPort();
  }

  /** Returns whether every model is ready. */
  boolean isReady() {
    return models.isReady();
  }

  /**
   * Rejects new requests, finishes accepted ones and closes the port. Further calls wait for the
   * first.
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
