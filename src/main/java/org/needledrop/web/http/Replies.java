package org.needledrop.web.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.needledrop.digest.Sha256;

/** Runs operations on blocking threads and sends their replies. */
public final class Replies {

  private final OperationThreads threads;

  Replies(OperationThreads threads) {
    this.threads = threads;
  }

  /**
   * Returns a handler that runs an operation.
   *
   * @param id of the operation in the contract
   */
  Handler<RoutingContext> by(String id, Operation operation) {
    return context -> {
      ApiRequest request =
          new ApiRequest(context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
      threads
          .run(id, () -> operation.answer(request))
          .onSuccess(reply -> send(context, reply))
          .onFailure(context::fail);
    };
  }

  /**
   * Sends a reply with an ETag, or 304 if the client has it. The ETag is weak, as compression
   * changes the bytes.
   */
  public static void send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    reply.headers().forEach(response::putHeader);
    reply.contentType().ifPresent(type -> response.putHeader("Content-Type", type));
    if (reply.contentType().filter(type -> type.startsWith("image/")).isPresent()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
    if (context.request().method().equals(HttpMethod.GET) && reply.status() == 200) {
      String tag = "W/\"%s\"".formatted(Sha256.of(ByteBuffer.wrap(reply.body())).substring(0, 32));
      response.putHeader("ETag", tag).putHeader("Cache-Control", "private, no-cache");
      if (isKnown(context, tag)) {
        response.setStatusCode(304).end();
        return;
      }
    }
    response.setStatusCode(reply.status()).end(Buffer.buffer(reply.body()));
  }

  public static boolean isKnown(RoutingContext context, String tag) {
    return Optional.ofNullable(context.request().getHeader("If-None-Match"))
        .filter(known -> known.equals("*") || known.contains(tag))
        .isPresent();
  }

  /** Sends a failure as problem details. */
  static void fail(RoutingContext context) {
    Problem problem = problem(context);
    if (problem.status() == 405 && !context.response().headers().contains("Allow")) {
      context.response().putHeader("Allow", "GET");
    }
    send(context, Reply.problem(problem));
  }

  /** Answers a malformed request and closes its connection. */
  public static void refuse(HttpServerRequest request) {
    Problem problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> new Problem(414, "the URL is too long");
          case TooLongHttpHeaderException _ -> new Problem(431, "the headers are too long");
          case null, default -> new Problem(400, "not an HTTP/1.1 request");
        };
    Reply reply = Reply.problem(problem);
    request
        .response()
        .setStatusCode(reply.status())
        .putHeader("Content-Type", Problem.CONTENT_TYPE)
        .putHeader("Connection", "close")
        .end(Buffer.buffer(reply.body()))
        .onComplete(_ -> request.connection().close());
  }

  private static Problem problem(RoutingContext context) {
    Throwable thrown = context.failure();
    if (thrown instanceof Problem || thrown == null || context.statusCode() >= 500) {
      return thrown == null ? ofStatus(context) : Problem.of(thrown);
    }
    return context.statusCode() >= 400
        ? new Problem(context.statusCode(), String.valueOf(thrown.getMessage()))
        : Problem.of(thrown);
  }

  private static Problem ofStatus(RoutingContext context) {
    String asked = context.request().method() + " " + context.request().path();
    return switch (context.statusCode()) {
      case -1 -> new Problem(400, "the path is malformed");
      case 404 -> Problem.notFound(asked);
      case 405 -> new Problem(405, "%s is not supported".formatted(asked));
      case 413 -> new Problem(413, "the body is too large");
      default -> new Problem(context.statusCode(), "%s failed".formatted(asked));
    };
  }
}
