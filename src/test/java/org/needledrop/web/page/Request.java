package org.needledrop.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to the fixture's API.
 *
 * @param path parts behind /v1
 */
record Request(String method, List<String> path, Map<String, String> query, byte[] body) {

  static Request of(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
            .skip(2)
            .map(part -> URLDecoder.decode(part, UTF_8))
            .toList();
    return new Request(
        exchange.getRequestMethod(), path, query, exchange.getRequestBody().readAllBytes());
  }

  String query(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(query(name, Integer.toString(otherwise)));
  }

  /** The path with its second part, an identity, put as {@code *}. */
  String route() {
    StringBuilder route = new StringBuilder(method).append(' ').append(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      boolean named = i > 1 || path.getFirst().equals("policy");
      route.append('/').append(named && !path.get(i).matches("\\d+") ? path.get(i) : "*");
    }
    return route.toString();
  }
}
