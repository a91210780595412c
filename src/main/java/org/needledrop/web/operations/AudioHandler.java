package org.needledrop.web.operations;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.ByteRange;
import org.needledrop.web.http.Replies;

/** {@code GET /v1/tracks/{id}/audio}: the file, or one range of it. */
public final class AudioHandler implements Handler<RoutingContext> {

  private final Vertx vertx;
  private final ServedLibrary library;

  public AudioHandler(Vertx vertx, ServedLibrary library) {
    this.vertx = vertx;
    this.library = library;
  }

  @Override
  public void handle(RoutingContext context) {
    ApiRequest request = new ApiRequest(context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
    vertx
        .executeBlocking(() -> ServedFile.of(library.track(request.path("id"))), false)
        .compose(
            file ->
                vertx
                    .fileSystem()
                    .props(file.toString())
                    .compose(props -> send(context, file, props)))
        .onFailure(e -> fail(context, e));
  }

  /** Sends a failure, unless the player has closed the connection. */
  private static void fail(RoutingContext context, Throwable thrown) {
    if (!context.response().headWritten()) {
      context.fail(thrown);
    }
  }

  private static Future<Void> send(RoutingContext context, Path file, FileProps props) {
    HttpServerResponse response = context.response();
    String tag = "\"%x-%x\"".formatted(props.lastModifiedTime(), props.size());
    response
        .putHeader("ETag", tag)
        .putHeader("Accept-Ranges", "bytes")
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("Content-Type", ServedFile.contentType(file));
    if (Replies.isKnown(context, tag)) {
      return response.setStatusCode(304).end();
    }
    Optional<ByteRange> range = range(context, tag, props.size());
    range.ifPresent(
        part ->
            response
                .setStatusCode(206)
                .putHeader("Content-Range", part.contentRange(props.size())));
    ByteRange sent = range.orElse(new ByteRange(0, props.size() - 1));
    return response.sendFile(file.toString(), sent.first(), sent.length());
  }

  /** Returns the requested range; empty if If-Range names an older version of the file. */
  private static Optional<ByteRange> range(RoutingContext context, String tag, long bytes) {
    String condition = context.request().getHeader("If-Range");
    return Optional.ofNullable(context.request().getHeader("Range"))
        .filter(_ -> condition == null || condition.equals(tag))
        .flatMap(header -> ByteRange.parse(header, bytes));
  }
}
