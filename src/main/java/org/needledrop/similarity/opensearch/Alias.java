package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alias of the library and the index behind it: {@code name-000001}, {@code name-000002}. */
final class Alias {

  private static final String EXISTS = "resource_already_exists_exception";
  private static final int ATTEMPTS = 5;

  private final Cluster cluster;
  private final String name;
  private final Pattern numbered;

  Alias(Cluster cluster) {
    this.cluster = cluster;
    this.name = cluster.alias();
    this.numbered = Pattern.compile(Pattern.quote(name) + "-(\\d{6,9})");
  }

  /** Returns the current index of the alias. */
  Optional<String> index() {
    Cluster.Answer answer = cluster.answer("GET", "/_alias/" + name);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    Iterator<String> indices = cluster.good(answer, "the alias").fieldNames();
    if (!indices.hasNext()) {
      throw cluster.failure("the alias refers to no index");
    }
    return Optional.of(indices.next());
  }

  /** Creates an empty index with the alias if there is none; safe to run concurrently. */
  void makeUnlessThere() {
    for (int attempt = 1; index().isEmpty(); attempt++) {
      isMade(create(next(), true), attempt);
    }
  }

  /** Creates an empty index without the alias. */
  String makeHidden() {
    for (int attempt = 1; ; attempt++) {
      String index = next();
      if (isMade(create(index, false), attempt)) {
        return index;
      }
    }
  }

  /** Returns false if the number was taken concurrently or the request was repeated. */
  private boolean isMade(Cluster.Answer made, int attempt) {
    boolean isTaken = made.errorType().equals(Optional.of(EXISTS)) && attempt < ATTEMPTS;
    if (!isTaken) {
      cluster.good(made, "creating an index");
    }
    return !isTaken;
  }

  /** Waits for all replicas, so that the first tracks are not on a single node only. */
  private Cluster.Answer create(String index, boolean named) {
    String settings = TrackFields.index(cluster.shards());
    String body =
        named
            ? settings.replaceFirst("\\{", "{\"aliases\": {\"%s\": {}}, ".formatted(name))
            : settings;
    return cluster.answer("PUT", "/" + index + "?wait_for_active_shards=all", body);
  }

  private String next() {
    JsonNode indices = cluster.ask("GET", "/_cat/indices/" + name + "-*?h=index&format=json");
    int last = 0;
    for (JsonNode index : indices) {
      Matcher number = numbered.matcher(index.path("index").asText());
      if (number.matches()) {
        last = Math.max(last, Integer.parseInt(number.group(1)));
      }
    }
    return "%s-%06d".formatted(name, last + 1);
  }

  /**
   * Moves the alias to a new index and deletes the old one.
   *
   * @throws UncheckedIOException if the alias was not moved; the new index is then deleted, unless
   *     the cluster cannot tell which one has the alias
   */
  void moveTo(String index) {
    Optional<String> old = index();
    ObjectNode change = Cluster.JSON.createObjectNode();
    ArrayNode actions = change.putArray("actions");
    old.ifPresent(
        was -> actions.addObject().putObject("remove").put("index", was).put("alias", name));
    actions.addObject().putObject("add").put("index", index).put("alias", name);
    try {
      cluster.ask("POST", "/_aliases", change.toString());
    } catch (UncheckedIOException e) {
      // A response may be lost, and the retry then fails.
      if (!index().equals(Optional.of(index))) {
        drop(index);
        throw e;
      }
    }
    old.ifPresent(this::drop);
  }

  /** Deletes an index, if it exists. */
  void drop(String index) {
    Cluster.Answer dropped = cluster.answer("DELETE", "/" + index);
    if (dropped.status() != 404) {
      cluster.good(dropped, "deleting " + index);
    }
  }
}
