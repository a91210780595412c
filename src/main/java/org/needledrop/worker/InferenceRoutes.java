package org.needledrop.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.needledrop.inference.InferRequest;
import org.needledrop.inference.Message;
import org.needledrop.inference.ProtocolException;
import org.needledrop.inference.TensorReader;
import org.needledrop.inference.TensorWriter;
import org.needledrop.scoring.SnippetScores;

/** The paths of the Open Inference Protocol, and {@code /metrics}. */
final class InferenceRoutes {

  private static final String MODEL = "/v2/models/:model";

  private final Vertx vertx;
  private final Map<String, ServedModel> models;
  private final BatchLimits limits;
  private final Access access;
  private final Supplier<String> metrics;
  private final AtomicInteger unanswered = new AtomicInteger();

  InferenceRoutes(
      Vertx vertx,
      Map<String, ServedModel> models,
      BatchLimits limits,
      Access access,
      Supplier<String> metrics) {
    this.vertx = vertx;
    this.models = models;
    this.limits = limits;
    this.access = access;
    this.metrics = metrics;
  }

  Router router() {
    Router router = Router.router(vertx);
    router
        .get("/v2/health/live")
        .handler(context -> say(context, new JsonObject().put("live", true)));
    router.get("/v2/health/ready").handler(this::ready);
    router.route().handler(this::admit);
    router.get("/v2").handler(context -> say(context, ModelMetadata.ofServer()));
    router.get("/metrics").handler(context -> context.end(metrics.get()));
    for (String path : new String[] {MODEL, MODEL + "/versions/:version"}) {
      router
          .get(path)
          .handler(
              context ->
                  model(context).ifPresent(one -> say(context, ModelMetadata.of(one.model()))));
      router.get(path + "/ready").handler(this::modelReady);
      router
          .post(path + "/infer")
          .handler(BodyHandler.create(false).setBodyLimit(access.maxRequestBytes()));
      router.post(path + "/infer").handler(this::infer);
    }
    router
        .route()
        .last()
        .handler(context -> fail(context, 404, "there is no " + context.request().path()));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void ready(RoutingContext context) {
    boolean ready = isReady();
    context.response().setStatusCode(ready ? 200 : 503);
    say(context, new JsonObject().put("ready", ready));
  }

  /** Whether every model is loaded and warm. */
  boolean isReady() {
    return models.values().stream().allMatch(ServedModel::isReady);
  }

  private void admit(RoutingContext context) {
    if (access.admits(context.request().getHeader("Authorization"))) {
      context.next();
    } else {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      fail(context, 401, "a bearer token is needed");
    }
  }

  /** Empty when the answer has been given already: there is no such model. */
  private Optional<ServedModel> model(RoutingContext context) {
    String name = context.pathParam("model");
    String version = context.pathParam("version");
    ServedModel found = models.get(name);
    if (found == null || (version != null && !version.equals(found.model().version()))) {
      fail(
          context,
          404,
          "there is no model %s%s".formatted(name, version == null ? "" : " " + version));
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private void modelReady(RoutingContext context) {
    model(context)
        .ifPresent(
            found -> {
              context.response().setStatusCode(found.isReady() ? 200 : 503);
              say(
                  context,
                  new JsonObject().put("name", found.model().name()).put("ready", found.isReady()));
            });
  }

  /** Requests whose answer has not been sent yet. */
  int unanswered() {
    return unanswered.get();
  }

  private void infer(RoutingContext context) {
    unanswered.incrementAndGet();
    context.addEndHandler(sent -> unanswered.decrementAndGet());
    model(context).ifPresent(found -> infer(context, found));
  }

  /** Reading goes by another thread: numbers in JSON take their time. */
  private void infer(RoutingContext context, ServedModel served) {
    vertx
        .executeBlocking(() -> TensorReader.request(message(context)), false)
        .onSuccess(request -> submit(context, served, request))
        .onFailure(e -> refuse(context, served, e));
  }

  private static Message message(RoutingContext context) {
    String length = context.request().getHeader(Message.JSON_LENGTH_HEADER);
    byte[] body =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    try {
      return new Message(
          body, length == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(length)));
    } catch (NumberFormatException e) {
      throw new ProtocolException(
          "%s is no number: %s".formatted(Message.JSON_LENGTH_HEADER, length));
    }
  }

  private void submit(RoutingContext context, ServedModel served, InferRequest request) {
    Work work;
    try {
      work = served.submit(ModelTensors.logMels(request, served.model()));
    } catch (ProtocolException | Refusal e) {
      refuse(context, served, e);
      return;
    }
    context.response().closeHandler(gone -> work.answer().cancel(false));
    Future.fromCompletionStage(
            work.answer().orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS),
            vertx.getOrCreateContext())
        .onSuccess(
            scores -> {
              served.metrics().answered(work);
              answer(context, served, request, scores);
            })
        .onFailure(e -> refuse(context, served, e));
  }

  private static void answer(
      RoutingContext context, ServedModel served, InferRequest request, SnippetScores scores) {
    Message message =
        TensorWriter.message(ModelTensors.response(request, served.model(), scores), request);
    HttpServerResponse response = context.response();
    response.putHeader("Content-Type", message.contentType());
    message
        .jsonLength()
        .ifPresent(
            length -> response.putHeader(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    response.end(Buffer.buffer(message.body()));
  }

  private static void refuse(RoutingContext context, ServedModel served, Throwable why) {
    switch (why instanceof CompletionException wrapped ? wrapped.getCause() : why) {
      case ProtocolException e -> fail(context, 400, e.getMessage());
      case Refusal e -> refuse(context, served, e);
      case TimeoutException e ->
          refuse(
              context,
              served,
              new Refusal(Refusal.Reason.TIMED_OUT, Duration.ofSeconds(1), "not answered in time"));
      case Throwable e -> context.fail(e);
    }
  }

  private static void refuse(RoutingContext context, ServedModel served, Refusal refusal) {
    served.metrics().refused(refusal.reason());
    if (refusal.retryAfter().isPositive()) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfter().toSeconds()));
    }
    fail(context, refusal.reason().httpStatus(), refusal.getMessage());
  }

  private void failed(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    String message =
        status == 413
            ? "a request has at most %d bytes".formatted(access.maxRequestBytes())
            : String.valueOf(context.failure());
    fail(context, status, message);
  }

  private static void fail(RoutingContext context, int status, String message) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status);
      say(context, new JsonObject().put("error", message));
    }
  }

  private static void say(RoutingContext context, JsonObject json) {
    context.response().putHeader("Content-Type", "application/json").end(json.toBuffer());
  }
}
