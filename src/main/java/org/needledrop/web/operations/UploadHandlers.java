package org.needledrop.web.operations;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.needledrop.web.http.OperationThreads;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Replies;

/** The operations that receive a file, for analysis or for the library. */
public final class UploadHandlers {

  private static final int USUAL_WAIT_SECONDS = 30;
  private static final int MAX_WAIT_SECONDS = 60;

  private final Vertx vertx;
  private final OperationThreads threads;
  private final Uploads uploads;
  private final UploadAnalyses analyses;
  private final AnalysisOperations analysisOperations;
  private final LibraryUploads library;

  public UploadHandlers(
      Vertx vertx,
      OperationThreads threads,
      Uploads uploads,
      UploadAnalyses analyses,
      AnalysisOperations analysisOperations,
      LibraryUploads library) {
    this.vertx = vertx;
    this.threads = threads;
    this.uploads = uploads;
    this.analyses = analyses;
    this.analysisOperations = analysisOperations;
    this.library = library;
  }

  /** {@code POST /v1/analyses} */
  public void analyse(RoutingContext context) {
    int wait = waitSeconds(context);
    receive(context)
        .compose(
            file -> {
              UploadAnalysis analysis = analyses.start(file);
              CompletableFuture<Void> finished =
                  analysis
                      .result()
                      .<Void>handle((result, problem) -> null)
                      .completeOnTimeout(null, wait, TimeUnit.SECONDS);
              return Future.fromCompletionStage(
                      wait == 0 ? CompletableFuture.completedFuture(null) : finished,
                      vertx.getOrCreateContext())
                  .compose(
                      _ ->
                          vertx.executeBlocking(
                              () -> analysisOperations.progress(analysis), false));
            })
        .onSuccess(reply -> Replies.send(context, reply))
        .onFailure(context::fail);
  }

  /** {@code POST /v1/tracks} */
  public void keep(RoutingContext context) {
    receive(context)
        .compose(file -> threads.run("uploadTrack", () -> library.add(file)))
        .onSuccess(reply -> Replies.send(context, reply))
        .onFailure(context::fail);
  }

  private Future<Path> receive(RoutingContext context) {
    String name =
        Optional.ofNullable(context.request().getParam("name"))
            .filter(given -> !given.isBlank() && given.length() <= 200)
            .orElseThrow(() -> new Problem(400, "name: the file name is required"));
    return uploads.receive(context.request(), name);
  }

  private static int waitSeconds(RoutingContext context) {
    String wait = context.request().getParam("wait");
    if (wait == null) {
      return USUAL_WAIT_SECONDS;
    }
    if (!wait.matches("\\d{1,2}") || Integer.parseInt(wait) > MAX_WAIT_SECONDS) {
      throw new Problem(400, "wait: must be 0 to %d seconds".formatted(MAX_WAIT_SECONDS));
    }
    return Integer.parseInt(wait);
  }
}
