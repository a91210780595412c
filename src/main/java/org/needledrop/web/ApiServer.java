package org.needledrop.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.needledrop.tagging.LibraryFolder;

/** Answers for a library over HTTP: the API of the contract, and the page. */
public final class ApiServer implements AutoCloseable {

  /** Tagging a file of some hours takes minutes, in which nothing is sent. */
  private static final int IDLE_SECONDS = 900;

  private final Vertx vertx;
  private final HttpServer server;
  private final Analyses analyses;
  private final PolicyApplications applications;

  private ApiServer(
      Vertx vertx, HttpServer server, Analyses analyses, PolicyApplications applications) {
    this.vertx = vertx;
    this.server = server;
    this.analyses = analyses;
    this.applications = applications;
  }

  /**
   * Opens the port.
   *
   * @param library stays the caller's to close
   * @param port 0 for any that is free
   * @throws IllegalStateException when the port cannot be had
   */
  public static ApiServer start(ServedLibrary library, ApiLimits limits, String host, int port) {
    Vertx vertx = Vertx.vertx();
    TrackViews views = new TrackViews(library.folder(), library.journal());
    LibraryWriter writer = new LibraryWriter(library);
    Analyses analyses = new Analyses(library, writer, limits.jobs());
    PolicyApplications applications = new PolicyApplications(library, writer);
    ApiRoutes routes = new ApiRoutes(vertx, limits);
    new TrackOperations(library, views, writer).addTo(routes.operations());
    new SimilarOperations(library, views, analyses).addTo(routes.operations());
    new ReviewOperations(library, views).addTo(routes.operations());
    new PolicyOperations(library, views, applications).addTo(routes.operations());
    new SubsonicOperations(library, views).addTo(routes.operations());
    AnalysisOperations told = new AnalysisOperations(analyses, views);
    told.addTo(routes.operations());
    Uploads uploads =
        new Uploads(
            vertx,
            LibraryFolder.journal(library.folder()).resolve("uploads"),
            limits.maxUploadBytes());
    UploadHandlers received =
        new UploadHandlers(
            vertx, uploads, analyses, told, new LibraryUploads(library, writer, views));
    routes.handlers().put("analyse", received::analyse);
    routes.handlers().put("uploadTrack", received::keep);
    routes.handlers().put("getAudio", new AudioHandler(vertx, library));
    Router router = routes.router(Contract.read(), library.search());
    HttpServer server = vertx.createHttpServer(options()).requestHandler(router);
    try {
      server.listen(port, host).toCompletionStage().toCompletableFuture().join();
    } catch (RuntimeException e) {
      analyses.close();
      applications.close();
      vertx.close();
      throw new IllegalStateException(
          "port %d of %s cannot be had: %s".formatted(port, host, e.getCause().getMessage()), e);
    }
    return new ApiServer(vertx, server, analyses, applications);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true)
        .setIdleTimeout(IDLE_SECONDS);
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
    analyses.close();
    applications.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
