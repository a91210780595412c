package org.needledrop.worker;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.needledrop.admission.WrongKeys;

/** The paths of the Open Inference Protocol, and {@code /metrics}. */
final class InferenceRoutes {

  private static final String MODEL = "/v2/models/:model";

  /** Bodies may take 1/4 of the memory, as tensors and responses need memory as well. */
  private static final int PART_OF_MEMORY = 4;

  private final Vertx vertx;
  private final ServedModels models;
  private final InferHandler infer;
  private final Access access;
  private final Duration wholeWithin;
  private final Supplier<String> metrics;
  private final WrongKeys wrongTokens = new WrongKeys(System::nanoTime);

  /**
   * @param wholeWithin time limit for receiving a body
   */
  InferenceRoutes(
      Vertx vertx,
      ServedModels models,
      InferHandler infer,
      Access access,
      Duration wholeWithin,
      Supplier<String> metrics) {
    this.vertx = vertx;
    this.models = models;
    this.infer = infer;
    this.access = access;
    this.wholeWithin = wholeWithin;
    this.metrics = metrics;
  }

  Router router() {
    Router router = Router.router(vertx);
    router
        .get("/v2/health/live")
        .handler(context -> Responses.say(context, new JsonObject().put("live", true)));
    router.get("/v2/health/ready").handler(this::ready);
    router.route().handler(this::admit);
    router.get("/metrics").handler(context -> context.end(metrics.get()));
    router.get("/v2").handler(context -> Responses.say(context, ModelMetadata.ofServer()));
    BodyAdmission admission =
        new BodyAdmission(
            Runtime.getRuntime().maxMemory() / PART_OF_MEMORY,
            access.maxRequestBytes(),
            wholeWithin);
    for (String path : List.of(MODEL, MODEL + "/versions/:version")) {
      router.get(path).handler(this::metadata);
      router.get(path + "/ready").handler(this::modelReady);
      router.post(path + "/infer").handler(admission);
      router
          .post(path + "/infer")
          .handler(BodyHandler.create(false).setBodyLimit(access.maxRequestBytes()));
      router.post(path + "/infer").handler(infer);
    }
    router
        .route()
        .last()
        .handler(
            context -> Responses.fail(context, 404, "no such path: " + context.request().path()));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void ready(RoutingContext context) {
    boolean ready = models.isReady();
    context.response().setStatusCode(ready ? 200 : 503);
    Responses.say(context, new JsonObject().put("ready", ready));
  }

  private void admit(RoutingContext context) {
    if (access.admits(context.request().getHeader("Authorization"))) {
      context.next();
    } else {
      refuse(context);
    }
  }

  private void refuse(RoutingContext context) {
    boolean borne = context.request().getHeader("Authorization") != null;
    Duration pause =
        borne
            ? wrongTokens.from(String.valueOf(context.request().remoteAddress().hostAddress()))
            : Duration.ZERO;
    if (pause.isZero()) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      Responses.fail(context, 401, "missing or wrong bearer token");
    } else {
      context.response().putHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
      Responses.fail(context, 429, "too many wrong tokens");
    }
  }

  private void metadata(RoutingContext context) {
    Responses.model(context, models)
        .map(ServedModel::model)
        .ifPresent(
            model ->
                Responses.say(context, ModelMetadata.of(model, models.versions(model.name()))));
  }

  private void modelReady(RoutingContext context) {
    Responses.model(context, models)
        .ifPresent(
            found -> {
              context.response().setStatusCode(found.isReady() ? 200 : 503);
              Responses.say(
                  context,
                  new JsonObject().put("name", found.model().name()).put("ready", found.isReady()));
            });
  }

  private void failed(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    String message =
        status == 413
            ? "the request exceeds the limit of %d bytes".formatted(access.maxRequestBytes())
            : String.valueOf(context.failure());
    Responses.fail(context, status, message);
  }
}
