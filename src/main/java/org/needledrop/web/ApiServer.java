package org.needledrop.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.needledrop.web.http.ApiLimits;
import org.needledrop.web.http.Contract;
import org.needledrop.web.http.KnownHosts;
import org.needledrop.web.http.Replies;
import org.needledrop.web.operations.LibraryWriter;
import org.needledrop.web.operations.ServedLibrary;
import org.needledrop.web.operations.TaggingRuns;
import org.needledrop.web.operations.UploadAnalyses;

/** Serves a library over HTTP: the API of the contract and the page. */
public final class ApiServer implements AutoCloseable {

  /** Idle timeout: tagging a file of some hours takes minutes without traffic. */
  private static final int IDLE_SECONDS = 900;

  /** Longest request line: the contract allows 100 genres of 200 letters, each escaped. */
  static final int LONGEST_LINE_BYTES = 1 << 18;

  private final LibraryWriter writer;
  private final Vertx vertx;
  private final HttpServer server;
  private final UploadAnalyses analyses;
  private final TaggingRuns runs;
  private boolean closed;

  private ApiServer(ServedLibrary library, ApiLimits limits, String host) {
    writer = new LibraryWriter(library);
    vertx = Vertx.vertx();
    analyses = new UploadAnalyses(library, limits.jobs());
    runs = new TaggingRuns(writer);
    Router router =
        new ApiParts(library, writer, analyses, runs)
            .routes(vertx, limits)
            .router(Contract.read(), library.search(), KnownHosts.of(limits, host));
    server =
        vertx
            .createHttpServer(options())
            .requestHandler(router)
            .invalidRequestHandler(Replies::refuse);
  }

  /**
   * Starts the server.
   *
   * @param library remains owned by the caller
   * @param port port, or 0 for any free port
   * @throws IllegalStateException if it cannot listen on the port
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

  /** Returns the port in use. */
  public int port() {
    return server.actualPort();
  }

  /** Stops the server; further calls wait for the first. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    join(server.close());
    analyses.close();
    runs.close();
    join(vertx.close());
  }
}
