package org.needledrop.worker;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.needledrop.inference.InferRequest;
import org.needledrop.inference.Message;
import org.needledrop.inference.ProtocolException;
import org.needledrop.inference.TensorReader;
import org.needledrop.inference.TensorWriter;
import org.needledrop.scoring.SnippetScores;

/** {@code POST .../infer}: parses a request, queues it, and sends the result or an error. */
final class InferHandler implements Handler<RoutingContext> {

  private final Vertx vertx;
  private final ServedModels models;
  private final BatchLimits limits;
  private final AtomicInteger unanswered = new AtomicInteger();

  InferHandler(Vertx vertx, ServedModels models, BatchLimits limits) {
    this.vertx = vertx;
    this.models = models;
    this.limits = limits;
  }

  /** Returns the number of requests without a response. */
  int unanswered() {
    return unanswered.get();
  }

  @Override
  public void handle(RoutingContext context) {
    RequestTrace trace = RequestTrace.start(context.request());
    unanswered.incrementAndGet();
    context.addEndHandler(
        sent -> {
          unanswered.decrementAndGet();
          trace.end(context.response().getStatusCode());
        });
    Optional<ServedModel> model = Responses.model(context, models);
    model.ifPresent(served -> infer(context, served, trace));
  }

  /** Parses on another thread, as numbers in JSON are slow. */
  private void infer(RoutingContext context, ServedModel served, RequestTrace trace) {
    Future<InferRequest> read =
        vertx.executeBlocking(() -> TensorReader.request(message(context)), false);
    BodyAdmission.keepUntil(context, read);
    read.onSuccess(request -> submit(context, served, request, trace))
        .onFailure(e -> refuse(context, served, e));
  }

  private static Message message(RoutingContext context) {
    byte[] body =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    return Message.of(
        body, Optional.ofNullable(context.request().getHeader(Message.JSON_LENGTH_HEADER)));
  }

  private void submit(
      RoutingContext context, ServedModel served, InferRequest request, RequestTrace trace) {
    if (context.response().closed()) {
      return; // the sender has disconnected; there is no later event
    }
    InferenceJob work;
    try {
      work = served.submit(ModelTensors.logMels(request, served.model()));
    } catch (ProtocolException | Refusal e) {
      refuse(context, served, e);
      return;
    }
    trace.accepted(work);
    context.response().closeHandler(gone -> work.answer().cancel(false));
    Future.fromCompletionStage(
            work.answer().orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS),
            vertx.getOrCreateContext())
        .onSuccess(
            scores -> {
              served.metrics().answered(work);
              trace.answered(work);
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
      case ProtocolException e -> Responses.fail(context, 400, e.getMessage());
      case Refusal e -> refuse(context, served, e);
      case TimeoutException e ->
          refuse(
              context,
              served,
              new Refusal(Refusal.Reason.TIMED_OUT, Duration.ofSeconds(1), "timed out"));
      case Throwable e -> context.fail(e);
    }
  }

  private static void refuse(RoutingContext context, ServedModel served, Refusal refusal) {
    served.metrics().refused(refusal.reason());
    if (refusal.retryAfter().isPositive()) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfter().toSeconds()));
    }
    Responses.fail(context, refusal.reason().httpStatus(), refusal.getMessage());
  }
}
