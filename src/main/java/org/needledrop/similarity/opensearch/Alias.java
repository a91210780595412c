package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of the library, and the index behind it: {@code name-000001}, {@code name-000002}. */
final class Alias {

  private static final String EXISTS = "resource_already_exists_exception";

  private final Cluster cluster;
  private final String name;
  private final Pattern numbered;

  Alias(Cluster cluster) {
    this.cluster = cluster;
    this.name = cluster.alias();
    this.numbered = Pattern.compile(Pattern.quote(name) + "-(\\d{6,9})");
  }

  /** What the name stands for now. */
  Optional<String> index() {
    Cluster.Answer answer = cluster.answer("GET", "/_alias/" + name, "");
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(cluster.good(answer, "the alias").fieldNames().next());
  }

  /** Makes an empty library, unless there is one. Others may do the same at the same time. */
  void makeUnlessThere() {
    for (int attempt = 0; index().isEmpty(); attempt++) {
      Cluster.Answer made = create(next(), true);
      boolean madeByOther = made.errorType().equals(EXISTS) && attempt < 5;
      if (!madeByOther) {
        cluster.good(made, "making an index");
      }
    }
  }

  /** Makes an empty index that nobody sees. */
  String makeHidden() {
    String index = next();
    cluster.good(create(index, false), "making an index");
    return index;
  }

  /** Waits for the copies, so that no single node has the first tracks alone. */
  private Cluster.Answer create(String index, boolean named) {
    String body =
        named
            ? TrackFields.INDEX.replaceFirst("\\{", "{\"aliases\": {\"%s\": {}}, ".formatted(name))
            : TrackFields.INDEX;
    return cluster.answer("PUT", "/" + index + "?wait_for_active_shards=all", body);
  }

  private String next() {
    JsonNode indices = cluster.ask("GET", "/_cat/indices/" + name + "-*?h=index&format=json", "");
    int last = 0;
    for (JsonNode index : indices) {
      Matcher number = numbered.matcher(index.path("index").asText());
      if (number.matches()) {
        last = Math.max(last, Integer.parseInt(number.group(1)));
      }
    }
    return "%s-%06d".formatted(name, last + 1);
  }

  /** The name stands for another index from now on, which was made here; the old one is gone. */
  void moveTo(String index) {
    Optional<String> old = index();
    ObjectNode change = Cluster.JSON.createObjectNode();
    ArrayNode actions = change.putArray("actions");
    old.ifPresent(
        was -> actions.addObject().putObject("remove").put("index", was).put("alias", name));
    actions.addObject().putObject("add").put("index", index).put("alias", name);
    cluster.ask("POST", "/_aliases", change.toString());
    old.ifPresent(this::drop);
  }

  void drop(String index) {
    cluster.ask("DELETE", "/" + index, "");
  }
}
