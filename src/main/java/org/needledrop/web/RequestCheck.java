package org.needledrop.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;

/**
 * Checks requests against their operation of the contract. {@link RouterBuilder} would do so before
 * all handlers, and tell whoever may not use the operation what is wrong with the request.
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
