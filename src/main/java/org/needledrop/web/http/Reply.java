package org.needledrop.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A reply.
 *
 * @param contentType empty if there is no body
 * @param headers further headers
 */
public record Reply(
    int status, Optional<String> contentType, byte[] body, Map<String, String> headers) {

  public static Reply json(Object value) {
    return of("application/json", Json.bytes(value));
  }

  public static Reply of(String contentType, byte[] body) {
    return new Reply(200, Optional.of(contentType), body, Map.of());
  }

  public static Reply text(String contentType, String body) {
    return of(contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply nothing() {
    return new Reply(204, Optional.empty(), new byte[0], Map.of());
  }

  static Reply problem(Problem problem) {
    return new Reply(
        problem.status(),
        Optional.of(Problem.CONTENT_TYPE),
        Json.bytes(problem.details()),
        Map.of());
  }

  /** Returns the reply with a Location and the status 201 or 202. */
  public Reply at(int madeStatus, String location) {
    return new Reply(madeStatus, contentType, body, Map.of("Location", location));
  }
}
