package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import org.needledrop.admission.Scope;

/** Rejects requests whose API key lacks a scope; runs after {@link Admission}. */
record RequiredScope(Scope scope) implements Handler<RoutingContext> {

  private static final String IN_CONTRACT = "x-required-scope";

  /**
   * The scope that the contract states.
   *
   * @throws IllegalStateException when it states none
   */
  static RequiredScope of(Operation operation) {
    String stated = operation.getOpenAPIModel().getString(IN_CONTRACT, "none");
    return new RequiredScope(
        Scope.named(stated)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s of %s is no scope: %s"
                            .formatted(IN_CONTRACT, operation.getOperationId(), stated))));
  }

  @Override
  public void handle(RoutingContext context) {
    if (Admission.scopes(context).contains(scope)) {
      context.next();
    } else {
      // RFC 6750, section 3.1
      context
          .response()
          .putHeader(
              "WWW-Authenticate",
              "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
      context.fail(new Problem(403, "this API key lacks the scope " + scope));
    }
  }
}
