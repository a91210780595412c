package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.needledrop.similarity.IndexRejectedTracks;
import org.opensearch.client.opensearch.generic.Body;

/**
 * A bulk request. Items that could not be sent are kept for a retry; rejected ones are remembered
 * until queried. Not thread-safe.
 */
final class Bulk {

  private static final int ITEMS = 500;
  private static final int BYTES = 5 << 20;
  private static final String UNKNOWN_FIELD = "strict_dynamic_mapping_exception";

  private final Cluster cluster;
  private final String index;
  private final String options;
  private final Set<String> knownFields = new HashSet<>();
  private final List<BulkItem> waiting = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private int bytes;

  private Bulk(Cluster cluster, String index, String options) {
    this.cluster = cluster;
    this.index = index;
    this.options = options;
  }

  /** Returns a bulk request for the alias. */
  static Bulk toAlias(Cluster cluster) {
    return new Bulk(cluster, cluster.alias(), "?require_alias=true");
  }

  static Bulk toIndex(Cluster cluster, String index) {
    return new Bulk(cluster, index, "");
  }

  String index() {
    return index;
  }

  void add(BulkItem item) {
    waiting.add(item);
    bytes += item.lines().length;
    if (waiting.size() >= ITEMS || bytes >= BYTES) {
      send();
    }
  }

  void forget() {
    keep(List.of());
    refused.clear();
  }

  /**
   * @throws IndexRejectedTracks if the cluster rejected items since the last call
   */
  void requireAllTaken() {
    if (!refused.isEmpty()) {
      IndexRejectedTracks failure = cluster.refused(refused);
      refused.clear();
      throw failure;
    }
  }

  /**
   * @throws java.io.UncheckedIOException if the cluster does not respond
   */
  void send() {
    Retries retries = new Retries();
    while (!waiting.isEmpty()) {
      addFields();
      String why = attempt();
      if (!waiting.isEmpty() && !retries.pause()) {
        throw cluster.failure(
            "%s and %d more were rejected: %s"
                .formatted(waiting.getFirst().about(), waiting.size() - 1, why));
      }
    }
  }

  private void addFields() {
    if (knownFields.add(TrackFields.TITLE)) {
      cluster.ask("PUT", "/" + index + "/_mapping", TrackFields.metadataMapping());
    }
    for (BulkItem item : waiting) {
      item.vectorFields()
          .forEach(
              (field, length) -> {
                if (knownFields.add(field)) {
                  cluster.ask(
                      "PUT", "/" + index + "/_mapping", TrackFields.vectorMapping(field, length));
                }
              });
    }
  }

  /** Sends the items once; keeps those to retry and returns the reason. */
  private String attempt() {
    Cluster.Answer answer =
        cluster.send(
            "POST",
            "/" + index + "/_bulk" + options,
            Optional.of(Body.from(body(), "application/x-ndjson")));
    if (answer.willPass()) {
      return "status " + answer.status();
    }
    String question = "writing " + waiting.getFirst().about();
    List<JsonNode> results = results(cluster.good(answer, question), question);
    List<BulkItem> again = new ArrayList<>();
    String why = "";
    for (int i = 0; i < results.size(); i++) {
      BulkItem item = waiting.get(i);
      JsonNode result = results.get(i);
      JsonNode error = result.get("error");
      if (error != null && mayBeTakenLater(result)) {
        again.add(item);
        why = Cluster.reason(error);
      } else if (error != null) {
        refused.put(item.about(), Cluster.reason(error));
      }
    }
    keep(again);
    return why;
  }

  /** Returns one result per item; throws if one is missing. */
  private List<JsonNode> results(JsonNode answer, String question) {
    List<JsonNode> results = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      results.add(item.size() == 1 ? item.elements().next() : item);
    }
    if (results.size() != waiting.size()
        || !results.stream().allMatch(result -> result.path("status").isInt())) {
      throw cluster.failure(
          "%s: the response lacks some of the %d results".formatted(question, waiting.size()));
    }
    return results;
  }

  /** Returns whether a retry may succeed, as after the alias has moved to another index. */
  private boolean mayBeTakenLater(JsonNode result) {
    boolean isUnknownField = result.path("error").path("type").asText().equals(UNKNOWN_FIELD);
    if (isUnknownField) {
      knownFields.clear();
    }
    return isUnknownField || Cluster.willPass(result.path("status").asInt());
  }

  private byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
    waiting.forEach(item -> body.writeBytes(item.lines()));
    return body.toByteArray();
  }

  private void keep(List<BulkItem> items) {
    List<BulkItem> kept = List.copyOf(items);
    waiting.clear();
    waiting.addAll(kept);
    bytes = kept.stream().mapToInt(item -> item.lines().length).sum();
  }
}
