package org.needledrop.web.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI document, which is served and used to validate requests.
 *
 * @param yaml the document
 * @param json the same as JSON
 */
public record Contract(String yaml, JsonObject json) {

  /** Operations whose body is a file, which is streamed and not validated. */
  static final Set<String> TAKING_FILES = Set.of("analyse", "uploadTrack");

  public static Contract read() {
    try (InputStream document = Contract.class.getResourceAsStream("/openapi.yaml")) {
      String yaml = new String(document.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Object> json = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
      return new Contract(yaml, new JsonObject(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the contract for validating requests. The validator rejects unknown content types, so
   * responses and files are removed.
   */
  OpenAPIContract forRequests(Vertx vertx) {
    JsonObject requests = json.copy();
    requests
        .getJsonObject("components")
        .getJsonObject("responses")
        .forEach(response -> ((JsonObject) response.getValue()).remove("content"));
    for (Map.Entry<String, Object> path : requests.getJsonObject("paths")) {
      for (Map.Entry<String, Object> part : (JsonObject) path.getValue()) {
        if (part.getValue() instanceof JsonObject operation) {
          reduce(operation);
        }
      }
    }
    return OpenAPIContract.from(vertx, requests).toCompletionStage().toCompletableFuture().join();
  }

  private static void reduce(JsonObject operation) {
    operation
        .getJsonObject("responses")
        .forEach(response -> ((JsonObject) response.getValue()).remove("content"));
    if (TAKING_FILES.contains(operation.getString("operationId"))) {
      operation.remove("requestBody");
    }
  }
}
