package org.needledrop.web.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Passes requests to the validator. It decodes queries twice and parses values as JSON if possible,
 * so it would reject {@code 12" mix}, {@code 50%} and the genre {@code 1999}: strings are therefore
 * passed as JSON strings.
 */
final class ParameterTexts implements RequestExtractor {

  @Override
  public Future<ValidatableRequest> extractValidatableRequest(
      RoutingContext context, Operation operation) {
    Map<String, RequestParameter> path = new HashMap<>();
    Map<String, RequestParameter> query = new HashMap<>();
    for (Parameter parameter : operation.getParameters()) {
      String name = parameter.getName();
      if (parameter.getIn() == Location.PATH) {
        path.put(name, value(parameter, List.of(context.pathParam(name))));
      } else if (parameter.getIn() == Location.QUERY) {
        query.put(name, value(parameter, context.queryParam(name)));
      } else {
        throw new IllegalStateException(name + " is neither in the path nor in the query");
      }
    }
    Buffer body = context.body().buffer();
    return Future.succeededFuture(
        new ValidatableRequestImpl(
            Map.of(),
            Map.of(),
            path,
            query,
            new RequestParameterImpl(body),
            context.request().getHeader("Content-Type")));
  }

  private static RequestParameter value(Parameter parameter, List<String> given) {
    if (given.isEmpty()) {
      return new RequestParameterImpl(null);
    }
    SchemaType type = parameter.getSchemaType();
    return new RequestParameterImpl(
        switch (type) {
          case STRING -> Json.encode(given.getFirst());
          case ARRAY -> listed(parameter.getName(), given);
          default -> given.getFirst();
        });
  }

  /** Encodes values as a form, which the validator splits at &amp;. */
  private static String listed(String name, List<String> texts) {
    return texts.stream()
        .map(text -> name + "=" + Json.encode(text).replace("&", "\\u0026"))
        .collect(Collectors.joining("&"));
  }
}
