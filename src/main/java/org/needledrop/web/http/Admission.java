package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.needledrop.admission.Scope;
import org.needledrop.admission.TokenBuckets;
import org.needledrop.admission.WrongKeys;

/** Checks API keys, if configured, and the rate limit; {@link RequiredScope} checks scopes. */
final class Admission implements Handler<RoutingContext> {

  private static final String BEARER = "Bearer ";
  private static final String SCOPES = Admission.class.getName() + ".scopes";

  private final ApiLimits limits;
  private final TokenBuckets buckets;
  private final WrongKeys wrongKeys = new WrongKeys(System::nanoTime);

  Admission(ApiLimits limits) {
    this.limits = limits;
    this.buckets = new TokenBuckets(limits.requestsPerMinute(), System::nanoTime);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (limits.apiKeys().isEmpty()) {
      admit(context, request.remoteAddress().hostAddress(), Scope.ALL);
      return;
    }
    Optional<String> key = key(request);
    key.flatMap(limits.apiKeys()::find)
        .ifPresentOrElse(
            scopes -> admit(context, key.orElseThrow(), scopes), () -> refuse(context, key));
  }

  private void admit(RoutingContext context, String client, Set<Scope> scopes) {
    Duration pause = buckets.take(String.valueOf(client));
    if (pause.isZero()) {
      context.put(SCOPES, scopes);
      context.next();
    } else {
      later(
          context,
          pause,
          "rate limit: %d requests per minute".formatted(limits.requestsPerMinute()));
    }
  }

  /** Of an admitted request; none before admission. */
  static Set<Scope> scopes(RoutingContext context) {
    return context.get(SCOPES, Set.of());
  }

  private void refuse(RoutingContext context, Optional<String> wrongKey) {
    String address = String.valueOf(context.request().remoteAddress().hostAddress());
    Duration pause = wrongKey.map(_ -> wrongKeys.from(address)).orElse(Duration.ZERO);
    if (pause.isZero()) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      context.fail(new Problem(401, "an API key is required, as X-API-Key or bearer token"));
    } else {
      later(context, pause, "too many wrong API keys");
    }
  }

  private static void later(RoutingContext context, Duration pause, String reason) {
    context.response().putHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
    context.fail(new Problem(429, reason));
  }

  /** The scheme is case-insensitive (RFC 9110, section 11.1). */
  private static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  /** Returns the key from a header, or from the query as OpenSubsonic clients send it. */
  private static Optional<String> key(HttpServerRequest request) {
    String bearer = request.getHeader("Authorization");
    return Optional.ofNullable(request.getHeader("X-API-Key"))
        .or(
            () ->
                Optional.ofNullable(bearer)
                    .filter(Admission::isBearer)
                    .map(value -> value.substring(BEARER.length())))
        .or(
            () ->
                request.path().startsWith("/rest/")
                    ? Optional.ofNullable(request.getParam("apiKey"))
                    : Optional.empty());
  }
}
