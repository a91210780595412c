package org.needledrop.scoring.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.needledrop.json.JsonMappers;

/** Parses the error response of a worker: {@code {"error": "..."}}. */
final class WorkerErrors {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;
  private static final int LONGEST = 300;

  private WorkerErrors() {}

  static String describe(WorkerAddress worker, HttpResponse<byte[]> answer) {
    return "%s answered %d: %s".formatted(worker, answer.statusCode(), error(answer.body()));
  }

  private static String error(byte[] body) {
    try {
      String error = JSON.readTree(body).path("error").textValue();
      if (error != null) {
        return shortened(error);
      }
    } catch (IOException e) {
      // not a worker's response but a proxy's page: quote its beginning
    }
    return shortened(new String(body, StandardCharsets.UTF_8));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
