package org.needledrop.inference;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The body of an HTTP request or response.
 *
 * @param jsonLength number of JSON bytes if raw tensors follow, for the header {@link
 *     #JSON_LENGTH_HEADER}
 */
public record Message(byte[] body, OptionalInt jsonLength) {

  public static final String JSON_LENGTH_HEADER = "Inference-Header-Content-Length";

  /**
   * Creates a received message.
   *
   * @param jsonLength the header, if there was one
   * @throws ProtocolException if the header is not a number
   */
  public static Message of(byte[] body, Optional<String> jsonLength) {
    try {
      return new Message(body, jsonLength.stream().mapToInt(Integer::parseInt).findFirst());
    } catch (NumberFormatException e) {
      throw new ProtocolException(
          "%s is not a number: %s".formatted(JSON_LENGTH_HEADER, jsonLength.orElseThrow()));
    }
  }

  public String contentType() {
    return jsonLength.isPresent() ? "application/octet-stream" : "application/json";
  }
}
