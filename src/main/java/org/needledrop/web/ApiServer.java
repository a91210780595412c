package org.needledrop.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** Answers for a library over HTTP: the API of the contract, and the page. */
public final class ApiServer implements AutoCloseable {

  /** Tagging a file of some hours takes minutes, in which nothing is sent. */
  private static final int IDLE_SECONDS = 900;

  /** A query as long as the contract allows: a hundred genres of 200 letters, each escaped. */
  static final int LONGEST_LINE_BYTES = 1 << 18;

  private final LibraryWriter writer;
  private final Vertx vertx;
  private final HttpServer server;
  private final Analyses analyses;
  private final PolicyApplications applications;
  private boolean closed;

  private ApiServer(ServedLibrary library, ApiLimits limits, String host) {
    writer = new LibraryWriter(library);
    vertx = Vertx.vertx();
    analyses = new Analyses(library, writer, limits.jobs());
    applications = new PolicyApplications(library, writer);
    Router router =
        new ApiParts(library, writer, analyses, applications)
            .routes(vertx, limits)
            .router(Contract.read(), library.search(), KnownHosts.of(limits, host));
    server =
        vertx
            .createHttpServer(options())
            .requestHandler(router)
            .invalidRequestHandler(Replies::refuse);
  }

  /**
   * Opens the port.
   *
   * @param library stays the caller's to close
   * @param port 0 for any that is free
   * @throws IllegalStateException when the port cannot be had
   */
  public static ApiServer start(ServedLibrary library, ApiLimits limits, String host, int port) {
    ApiServer api = new ApiServer(library, limits, host);
    try {
      join(api.server.listen(port, host));
      library.records().ifPresent(records -> records.start(api.writer::write));
      return api;
    } catch (RuntimeException e) {
      api.close();
      throw new IllegalStateException(
          "cannot listen on %s:%d: %s".formatted(host, port, e.getCause().getMessage()), e);
    }
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true)
        .setMaxInitialLineLength(LONGEST_LINE_BYTES)
        .setIdleTimeout(IDLE_SECONDS);
  }

  private static void join(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Whoever calls it a second time waits for the first. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    join(server.close());
    analyses.close();
    applications.close();
    join(vertx.close());
  }
}
