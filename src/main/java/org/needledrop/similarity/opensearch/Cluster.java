package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.needledrop.json.JsonMappers;
import org.needledrop.similarity.IndexRejectedTracks;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ResponseException;

/** Sends requests to a cluster, to any node that responds. All requests are idempotent. */
final class Cluster implements AutoCloseable {

  static final ObjectMapper JSON = JsonMappers.PLAIN;

  /** Temporary statuses: overloaded, or electing a cluster manager. */
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final OpenSearchAddress address;
  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient client;

  /**
   * A response, successful or not.
   *
   * @param status HTTP status
   * @param body body; a missing node if there is none
   */
  record Answer(int status, JsonNode body) {

    boolean isGood() {
      return status < 300;
    }

    boolean willPass() {
      return Cluster.willPass(status);
    }

    /** Returns the error type, if there is an error with one. */
    Optional<String> errorType() {
      return Optional.ofNullable(body.path("error").path("type").textValue());
    }
  }

  Cluster(OpenSearchAddress address) {
    this.address = address;
    this.transport = Transports.to(address);
    this.client = new OpenSearchGenericClient(transport);
  }

  String alias() {
    return address.alias();
  }

  /** Returns the number of shards for a new index. */
  int shards() {
    return address.shards();
  }

  static boolean willPass(int status) {
    return PASSING.contains(status);
  }

  /**
   * Sends a request without a body and returns the response's.
   *
   * @throws UncheckedIOException if no node responds, or the response is an error
   */
  JsonNode ask(String method, String path) {
    return good(answer(method, path), method + " " + path);
  }

  /**
   * Sends a request with a JSON body and returns the response's.
   *
   * @throws UncheckedIOException if no node responds, or the response is an error
   */
  JsonNode ask(String method, String path, String json) {
    return good(answer(method, path, json), method + " " + path);
  }

  /**
   * @param question description for messages
   * @throws UncheckedIOException if the response is an error
   */
  JsonNode good(Answer answer, String question) {
    if (!answer.isGood()) {
      throw failure(question + ": " + reason(answer));
    }
    return answer.body();
  }

  /** Sends a request without a body; returns even an error, after retries of temporary ones. */
  Answer answer(String method, String path) {
    return retried(() -> send(method, path, Optional.empty()));
  }

  /** Sends a request with a JSON body; returns even an error, after retries of temporary ones. */
  Answer answer(String method, String path, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return retried(() -> send(method, path, Optional.of(Body.from(bytes, "application/json"))));
  }

  private static Answer retried(Supplier<Answer> request) {
    Answer answer = request.get();
    Retries retries = new Retries();
    while (answer.willPass() && retries.pause()) {
      answer = request.get();
    }
    return answer;
  }

  /** Sends a request without retries. */
  Answer send(String method, String path, Optional<Body> body) {
    String[] parts = path.split("\\?", 2);
    try (Response response =
        client.execute(
            Requests.create(
                method,
                parts[0],
                List.of(),
                parts.length == 1 ? Map.of() : parameters(parts[1]),
                body.orElse(null)))) {
      return new Answer(response.getStatus(), content(response));
    } catch (ResponseException e) {
      return new Answer(e.status(), content(e));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the similarity index %s does not answer: %s".formatted(address, cause(e)), e);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return parameters;
  }

  private static JsonNode content(Response response) throws IOException {
    return response.getBody().isEmpty()
        ? MissingNode.getInstance()
        : JSON.readTree(response.getBody().get().body());
  }

  /** Extracts the body from the exception's message, the only place where the client keeps it. */
  private static JsonNode content(ResponseException e) {
    String message = e.getMessage();
    try {
      return JSON.readTree(message.substring(message.indexOf('\n') + 1));
    } catch (JsonProcessingException notJson) {
      return JSON.createObjectNode().put("error", message.replace('\n', ' '));
    }
  }

  private static String cause(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String reason(Answer answer) {
    JsonNode error = answer.body().path("error");
    if (error.isMissingNode()) {
      return "status " + answer.status();
    }
    JsonNode cause = error.path("root_cause").path(0);
    return reason(cause.isMissingNode() ? error : cause);
  }

  static String reason(JsonNode error) {
    return error.isObject()
        ? error.path("type").asText() + ": " + error.path("reason").asText()
        : error.asText();
  }

  /**
   * Returns the hits of a search.
   *
   * @throws UncheckedIOException if the response contains none
   */
  JsonNode hits(JsonNode answer) {
    JsonNode hits = answer.path("hits").path("hits");
    if (!hits.isArray()) {
      throw failure("search: the response contains no hits");
    }
    return hits;
  }

  UncheckedIOException failure(String what) {
    String message = "the similarity index %s failed: %s".formatted(address, what);
    return new UncheckedIOException(message, new IOException(message));
  }

  IndexRejectedTracks refused(Map<String, String> reasons) {
    return new IndexRejectedTracks(address.toString(), reasons);
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the similarity index", e);
    }
  }
}
