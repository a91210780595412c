package org.needledrop.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OpenSubsonic's extension {@code formPost}, version 1: takes the parameters of a request from a
 * form, and answers as if they were in the query.
 */
final class SubsonicForms {

  private static final String FORM = "application/x-www-form-urlencoded";

  /** Maximum size of a form, that of the longest query. */
  private static final long MAX_BYTES = 1 << 18;

  private SubsonicForms() {}

  static void addTo(Router router) {
    router.post("/rest/*").handler(SubsonicForms::requireForm);
    router
        .post("/rest/*")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BYTES))
        .handler(SubsonicForms::asQuery);
  }

  private static void requireForm(RoutingContext context) {
    String type =
        Optional.ofNullable(context.request().getHeader("Content-Type"))
            .orElse("")
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
    if (type.equals(FORM)) {
      context.next();
    } else {
      context.fail(new Problem(415, "the body has to be a form, " + FORM));
    }
  }

  private static void asQuery(RoutingContext context) {
    MultiMap form = context.request().formAttributes();
    // The context has read the query before, and would not read it again.
    context.queryParams().addAll(form);
    String query =
        Stream.concat(Stream.ofNullable(context.request().query()), Stream.of(encoded(form)))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    context.reroute(HttpMethod.GET, context.request().path() + "?" + query);
  }

  private static String encoded(MultiMap form) {
    return form.entries().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
