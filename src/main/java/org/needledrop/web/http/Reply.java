package org.needledrop.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A reply: status, content type, body and further headers. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

  public static Reply json(Object value) {
    return of("application/json", Json.bytes(value));
  }

  public static Reply of(String contentType, byte[] body) {
    return new Reply(200, contentType, body, Map.of());
  }

  public static Reply text(String contentType, String body) {
    return of(contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply nothing() {
    return new Reply(204, "", new byte[0], Map.of());
  }

  static Reply problem(Problem problem) {
    return new Reply(
        problem.status(), "application/problem+json", Json.bytes(problem.details()), Map.of());
  }

  /** Returns the reply with a Location and the status 201 or 202. */
  public Reply at(int madeStatus, String location) {
    return new Reply(madeStatus, contentType, body, Map.of("Location", location));
  }
}
