package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestValidator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.needledrop.admission.Scope;
import org.needledrop.similarity.SimilaritySearch;

/** All routes: the operations of the contract, the page, health and metrics. */
public final class ApiRoutes {

  private static final long MAX_JSON_BYTES = 1 << 20;
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
          + " style-src 'self' 'unsafe-inline'; connect-src 'self' blob:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private final Vertx vertx;
  private final OperationThreads threads;
  private final ApiLimits limits;
  private final ApiMetrics metrics;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Handler<RoutingContext>> handlers = new HashMap<>();

  public ApiRoutes(Vertx vertx, OperationThreads threads, ApiLimits limits, ApiMetrics metrics) {
    this.vertx = vertx;
    this.threads = threads;
    this.limits = limits;
    this.metrics = metrics;
  }

  public Map<String, Operation> operations() {
    return operations;
  }

  /** Returns handlers of operations that need the raw request. */
  public Map<String, Handler<RoutingContext>> handlers() {
    return handlers;
  }

  /**
   * Returns the router.
   *
   * @throws IllegalStateException if an operation of the contract has no handler
   */
  public Router router(Contract contract, SimilaritySearch search, KnownHosts hosts) {
    Router router = Router.router(vertx);
    router.route().handler(ApiRoutes::secure);
    router.route().handler(ApiRoutes::refuseUnreadable);
    if (!limits.corsOrigins().isEmpty()) {
      router.route().handler(crossOrigin());
    }
    Admission admission = new Admission(limits);
    addServiceRoutes(router, contract, search);
    addMetrics(router, admission);
    router.route().handler(hosts);
    SubsonicForms.addTo(router);
    router.route("/rest/*").handler(ApiRoutes::withoutView);
    router.route("/v1/*").handler(admission);
    router.route("/rest/*").handler(new SubsonicAdmission(admission));
    OpenAPIContract requests = contract.forRequests(vertx);
    router.route("/*").subRouter(contractRouter(requests));
    OtherMethods others = new OtherMethods(requests);
    router.route("/v1/*").handler(others);
    router.route("/rest/*").handler(others);
    router.get().handler(page());
    for (int status : new int[] {400, 404, 405, 413, 415, 500}) {
      router.errorHandler(status, Replies::fail);
    }
    router.route().failureHandler(Replies::fail);
    return router;
  }

  /** Serves the page uncached, so that browsers do not mix modules of two versions. */
  private static StaticHandler page() {
    return StaticHandler.create("web").setCachingEnabled(false);
  }

  private CorsHandler crossOrigin() {
    return CorsHandler.create()
        .addOrigins(limits.corsOrigins())
        .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
        .allowedHeaders(Set.of("Content-Type", "X-API-Key", "Authorization"))
        .exposedHeaders(Set.of("Location", "ETag", "Retry-After"));
  }

  private static void secure(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private static void refuseUnreadable(RoutingContext context) {
    try {
      context.queryParams();
    } catch (HttpException e) {
      throw new Problem(
          400, "the query contains a % that is not followed by two hexadecimal digits");
    }
    context.next();
  }

  private void addServiceRoutes(Router router, Contract contract, SimilaritySearch search) {
    router
        .get("/q/health/live")
        .handler(context -> Replies.send(context, Reply.json(Map.of("status", "UP"))));
    router
        .get("/q/health/ready")
        .handler(
            context ->
                vertx
                    .executeBlocking(() -> search.find("nobody"), false)
                    .onSuccess(found -> Replies.send(context, Reply.json(Map.of("status", "UP"))))
                    .onFailure(context::fail));
    router.get("/q/openapi").handler(context -> contract(context, contract));
  }

  private void addMetrics(Router router, Admission admission) {
    if (!limits.apiKeys().isEmpty()) {
      router.get("/q/metrics").handler(admission).handler(new RequiredScope(Scope.METRICS));
    }
    router
        .get("/q/metrics")
        .handler(context -> Replies.send(context, Reply.text("text/plain", metrics.scrape())));
  }

  private static void contract(RoutingContext context, Contract contract) {
    boolean json = "json".equalsIgnoreCase(context.request().getParam("format"));
    Replies.send(
        context,
        json
            ? Reply.text("application/json", contract.json().encodePrettily())
            : Reply.text("application/yaml", contract.yaml()));
  }

  /** Removes the suffix of older clients: {@code ping.view}. */
  private static void withoutView(RoutingContext context) {
    String path = context.request().path();
    if (path.endsWith(".view") && !path.endsWith(".view.view")) {
      String query = context.request().query();
      String plain = path.substring(0, path.length() - ".view".length());
      context.reroute(plain + (query == null ? "" : "?" + query));
    } else {
      context.next();
    }
  }

  private Router contractRouter(OpenAPIContract requests) {
    RouterBuilder builder = RouterBuilder.create(vertx, requests);
    RequestValidator validator = RequestValidator.create(vertx, requests);
    Handler<RoutingContext> bodies = BodyHandler.create(false).setBodyLimit(MAX_JSON_BYTES);
    Replies replies = new Replies(threads);
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      route.setDoValidation(false);
      RequiredScope.of(route.getOperation()).ifPresent(route::addHandler);
      if (!Contract.TAKING_FILES.contains(id)) {
        route.addHandler(new RequestCheck(new ParameterTexts(), validator, route.getOperation()));
      }
      route.addHandler(metrics.of(id));
      route.addHandler(handler(id, replies));
      route.addFailureHandler(Replies::fail);
    }
    builder.rootHandler(
        context -> {
          if (isFile(context)) {
            context.next();
          } else {
            bodies.handle(context);
          }
        });
    return builder.createRouter();
  }

  private Handler<RoutingContext> handler(String operation, Replies replies) {
    if (handlers.containsKey(operation)) {
      return handlers.get(operation);
    }
    Operation answer = operations.get(operation);
    if (answer == null) {
      throw new IllegalStateException("no handler for " + operation);
    }
    return replies.by(operation, answer);
  }

  private static boolean isFile(RoutingContext context) {
    String path = context.request().path();
    return context.request().method().equals(HttpMethod.POST)
        && (path.equals("/v1/tracks") || path.equals("/v1/analyses"));
  }
}
