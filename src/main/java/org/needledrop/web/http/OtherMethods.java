package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers unknown paths and unsupported methods. */
final class OtherMethods implements Handler<RoutingContext> {

  private final List<Offer> offers;

  OtherMethods(OpenAPIContract contract) {
    this.offers =
        contract.getPaths().stream()
            .map(path -> Offer.of(path.getName(), path.getOperations()))
            .toList();
  }

  /** A path and its methods for the Allow header (RFC 9110, section 10.2.1). */
  private record Offer(Pattern path, String allow) {
    static Offer of(String template, List<Operation> operations) {
      return new Offer(
          Pattern.compile(template.replaceAll("\\{\\w+}", "[^/]+") + "/?"),
          Stream.concat(
                  operations.stream().map(operation -> operation.getHttpMethod().name()),
                  forms(template))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ")));
    }

    /** Returns the method of {@link SubsonicForms}, which the contract does not list. */
    private static Stream<String> forms(String template) {
      return template.startsWith("/rest/") ? Stream.of("POST") : Stream.empty();
    }
  }

  @Override
  public void handle(RoutingContext context) {
    String asked = context.request().method() + " " + context.request().path();
    for (Offer offer : offers) {
      if (offer.path().matcher(context.normalizedPath()).matches()) {
        context.response().putHeader("Allow", offer.allow());
        context.fail(new Problem(405, "%s is not supported".formatted(asked)));
        return;
      }
    }
    context.fail(Problem.notFound(asked));
  }
}
