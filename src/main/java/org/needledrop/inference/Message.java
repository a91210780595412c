package org.needledrop.inference;

import java.util.OptionalInt;

/**
 * The body of an HTTP request or answer.
 *
 * @param jsonLength where raw tensors follow the JSON: how many bytes it has, for the header {@link
 *     #JSON_LENGTH_HEADER}
 */
public record Message(byte[] body, OptionalInt jsonLength) {

  public static final String JSON_LENGTH_HEADER = "Inference-Header-Content-Length";

  public String contentType() {
    return jsonLength.isPresent() ? "application/octet-stream" : "application/json";
  }
}
