package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;
import org.needledrop.admission.Scope;

/** Rejects requests whose API key lacks a scope; runs after {@link Admission}. */
record RequiredScope(Scope scope) implements Handler<RoutingContext> {

  private static final String IN_CONTRACT = "x-required-scope";

  /** What the contract states for operations that everyone may use. */
  private static final String NONE = "none";

  /**
   * Returns the scope that the contract states; empty if the operation is public.
   *
   * @throws IllegalStateException if it states nothing, or an unknown scope
   */
  static Optional<RequiredScope> of(Operation operation) {
    String stated = operation.getOpenAPIModel().getString(IN_CONTRACT, "missing");
    if (stated.equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        new RequiredScope(
            Scope.named(stated)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "%s of %s: unknown scope %s"
                                .formatted(IN_CONTRACT, operation.getOperationId(), stated)))));
  }

  @Override
  public void handle(RoutingContext context) {
    if (Admission.scopes(context).contains(scope)) {
      context.next();
    } else if (context.normalizedPath().startsWith("/rest/")) {
      SubsonicAdmission.refuse(
          context, new SubsonicResponse.Failure(SubsonicError.NOT_AUTHORIZED, reason()));
    } else {
      refuse(context);
    }
  }

  private void refuse(RoutingContext context) {
    // RFC 6750, section 3.1
    context
        .response()
        .putHeader(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
    context.fail(new Problem(403, reason()));
  }

  private String reason() {
    return "this API key lacks the scope " + scope;
  }
}
