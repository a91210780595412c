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
    Optional<String> key = keyOfHeader(context.request());
    admit(context, key, () -> refuse(context));
  }

  /**
   * Admits a request if its key is valid or none is required.
   *
   * @param key as the client sent it
   * @param refusal answers a request without a valid key
   */
  void admit(RoutingContext context, Optional<String> key, Runnable refusal) {
    if (limits.apiKeys().isEmpty()) {
      admit(context, address(context), Scope.ALL);
      return;
    }
    key.flatMap(limits.apiKeys()::find)
        .ifPresentOrElse(
            scopes -> admit(context, key.orElseThrow(), scopes),
            () -> slowDown(context, key, refusal));
  }

  /** Admits a request to what everyone may use. */
  void admitWithoutKey(RoutingContext context) {
    admit(context, address(context), Set.of());
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

  private void slowDown(RoutingContext context, Optional<String> wrongKey, Runnable refusal) {
    Duration pause = wrongKey.map(_ -> wrongKeys.from(address(context))).orElse(Duration.ZERO);
    if (pause.isZero()) {
      refusal.run();
    } else {
      later(context, pause, "too many wrong API keys");
    }
  }

  private static void refuse(RoutingContext context) {
    context.response().putHeader("WWW-Authenticate", "Bearer");
    context.fail(new Problem(401, "an API key is required, as X-API-Key or bearer token"));
  }

  private static String address(RoutingContext context) {
    return String.valueOf(context.request().remoteAddress().hostAddress());
  }

  private static void later(RoutingContext context, Duration pause, String reason) {
    context.response().putHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
    context.fail(new Problem(429, reason));
  }

  /** The scheme is case-insensitive (RFC 9110, section 11.1). */
  private static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  /** Returns the key in {@code X-API-Key} or in the bearer token. */
  static Optional<String> keyOfHeader(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("X-API-Key"))
        .or(
            () ->
                Optional.ofNullable(request.getHeader("Authorization"))
                    .filter(Admission::isBearer)
                    .map(value -> value.substring(BEARER.length())));
  }
}
