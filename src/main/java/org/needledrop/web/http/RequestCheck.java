package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;

/**
 * Validates requests against their operation in the contract, after {@link RequiredScope}: {@link
 * RouterBuilder} would validate first, and report details to clients without that scope.
 */
record RequestCheck(RequestExtractor extractor, RequestValidator validator, Operation operation)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    extractor
        .extractValidatableRequest(context, operation)
        .compose(request -> validator.validate(request, operation.getOperationId()))
        .onSuccess(
            checked -> {
              context.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, checked);
              context.next();
            })
        .onFailure(context::fail);
  }
}
