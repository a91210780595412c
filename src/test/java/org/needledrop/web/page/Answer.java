package org.needledrop.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of the fixture's API. */
record Answer(int status, String type, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  static Answer json(Object body) {
    return json(200, "application/json", body);
  }

  static Answer json(int status, String type, Object body) {
    try {
      return new Answer(status, type, JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Answer problem(int status, String title, String detail) {
    return json(
        status,
        "application/problem+json",
        Map.of("status", status, "title", title, "detail", detail));
  }

  static Answer text(String type, String body) {
    return new Answer(200, type, body.getBytes(UTF_8));
  }

  static Answer file(Path file) throws IOException {
    return new Answer(200, "application/octet-stream", Files.readAllBytes(file));
  }

  static Answer nothing() {
    return new Answer(204, "text/plain", new byte[0]);
  }

  /** Whole, or the part that was asked for: without parts a browser cannot seek. */
  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    String wanted = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
    if (status != 200 || !range.matches()) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      return;
    }
    int from = Math.min(Integer.parseInt(range.group(1)), body.length - 1);
    int to =
        range.group(2).isEmpty()
            ? body.length - 1
            : Math.min(Integer.parseInt(range.group(2)), body.length - 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, body.length));
    exchange.sendResponseHeaders(206, to - from + 1);
    exchange.getResponseBody().write(Arrays.copyOfRange(body, from, to + 1));
  }
}
