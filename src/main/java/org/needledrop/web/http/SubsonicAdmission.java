package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.web.http.SubsonicResponse.Failure;

/**
 * Checks the credentials of OpenSubsonic's requests: an API key, and neither password nor token
 * (Extensions, API Key Authentication, version 1). Errors are responses with status 200.
 */
record SubsonicAdmission(Admission admission) implements Handler<RoutingContext> {

  /** The endpoint that everyone may use (Endpoints, getOpenSubsonicExtensions). */
  private static final String PUBLIC = "/rest/getOpenSubsonicExtensions";

  private static final String USE_A_KEY = "use an API key instead, as the parameter apiKey";

  @Override
  public void handle(RoutingContext context) {
    MultiMap parameters = context.request().params();
    if (context.normalizedPath().equals(PUBLIC)) {
      admission.admitWithoutKey(context);
    } else if (hasConflict(parameters)) {
      refuse(
          context,
          new Failure(
              SubsonicError.CONFLICTING_MECHANISMS,
              "send either apiKey, or u with p, or u with t and s"));
    } else {
      Optional<String> key =
          Admission.keyOfHeader(context.request())
              .or(() -> Optional.ofNullable(parameters.get("apiKey")));
      admission.admit(context, key, () -> refuse(context, wrong(key, parameters)));
    }
  }

  private static boolean hasConflict(MultiMap parameters) {
    boolean password = parameters.contains("p");
    boolean token = has(parameters, "t", "s");
    return parameters.contains("apiKey")
        ? parameters.contains("u") || password || token
        : password && token;
  }

  private static boolean has(MultiMap parameters, String... names) {
    return Stream.of(names).anyMatch(parameters::contains);
  }

  /** Returns why a request is refused that has no valid key. */
  private static Failure wrong(Optional<String> key, MultiMap parameters) {
    if (key.isPresent()) {
      return new Failure(SubsonicError.INVALID_API_KEY, "invalid API key");
    }
    if (has(parameters, "t", "s")) {
      return new Failure(SubsonicError.NO_TOKENS, "tokens are not supported: " + USE_A_KEY);
    }
    return has(parameters, "u", "p")
        ? new Failure(
            SubsonicError.MECHANISM_NOT_SUPPORTED, "passwords are not supported: " + USE_A_KEY)
        : new Failure(
            SubsonicError.INVALID_API_KEY, "an API key is required, as the parameter apiKey");
  }

  /** Sends an error in the format that the client asked for. */
  static void refuse(RoutingContext context, Failure failure) {
    Optional<String> format = Optional.ofNullable(context.request().getParam("f"));
    Replies.send(context, SubsonicResponse.failed(failure).reply(format));
  }
}
