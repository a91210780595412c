package org.needledrop.worker;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Sends JSON responses. */
final class Responses {

  private Responses() {}

  static void say(RoutingContext context, JsonObject json) {
    context.response().putHeader("Content-Type", "application/json").end(json.toBuffer());
  }

  static void fail(RoutingContext context, int status, String message) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status);
      say(context, new JsonObject().put("error", message));
    }
  }

  /** Returns the model of the path; if there is none, sends 404 and returns empty. */
  static Optional<ServedModel> model(RoutingContext context, ServedModels models) {
    String name = context.pathParam("model");
    Optional<String> version = Optional.ofNullable(context.pathParam("version"));
    Optional<ServedModel> found = models.find(name, version);
    if (found.isEmpty()) {
      fail(
          context,
          404,
          "no such model: %s%s".formatted(name, version.map(one -> " " + one).orElse("")));
    }
    return found;
  }
}
