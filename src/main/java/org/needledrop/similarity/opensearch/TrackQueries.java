package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/** Builds queries in OpenSearch's query DSL. */
final class TrackQueries {

  /** Candidates of the graph search, as in the embedded index. */
  private static final int CANDIDATES = 50;

  /** OpenSearch's limit of k. */
  private static final int MOST_NEIGHBOURS = 10_000;

  private TrackQueries() {}

  static ObjectNode nearest(SimilarityQuery query, TrackFilter filter, int count) {
    int size = Math.min(count, MOST_NEIGHBOURS);
    ObjectNode search = search(size);
    ObjectNode knn =
        search
            .putObject("query")
            .putObject("knn")
            .putObject(TrackFields.vector(query.closeness(), query.direction().length));
    ArrayNode vector = knn.putArray("vector");
    for (float value : query.direction()) {
      vector.add(value);
    }
    knn.put("k", Math.max(CANDIDATES, size)).put("ignore_unmapped", true);
    ObjectNode others = passing(filter);
    ((ArrayNode) others.path("bool").path("filter"))
        .add(one("term", TrackFields.METHOD, query.model()));
    knn.set("filter", others);
    return search;
  }

  static ObjectNode page(
      TrackFilter filter, TrackOrder order, Optional<LibraryPage.Position> after, int size) {
    ObjectNode search = search(size).put("track_total_hits", true);
    search.set("query", passing(filter));
    PageOrder.sort(search, order);
    after.ifPresent(last -> PageOrder.startBehind(search, order, last));
    return search;
  }

  static ObjectNode recording(String audioHash) {
    ObjectNode search = search(1);
    search.set("query", one("term", TrackFields.AUDIO_HASH, audioHash));
    return search;
  }

  /** Matches the recordings at some paths. */
  static ObjectNode at(Collection<String> paths, int size) {
    ObjectNode search = search(size);
    search.putArray("_source").add(TrackFields.PATH);
    search.set("query", oneOf(TrackFields.PATH, paths));
    return search;
  }

  private static ObjectNode search(int size) {
    return Cluster.JSON.createObjectNode().put("size", size);
  }

  private static ObjectNode passing(TrackFilter filter) {
    ObjectNode query = Cluster.JSON.createObjectNode();
    ObjectNode bool = query.putObject("bool");
    ArrayNode must = bool.putArray("filter");
    ArrayNode mustNot = bool.putArray("must_not");
    if (!filter.genres().isEmpty()) {
      must.add(oneOf(TrackFields.GENRE, filter.genres()));
    }
    if (filter.minConfidence() > 0 || filter.maxConfidence() < 1) {
      must.addObject()
          .putObject("range")
          .putObject(TrackFields.CONFIDENCE)
          .put("gte", filter.minConfidence())
          .put("lte", filter.maxConfidence());
    }
    if (!filter.without().isEmpty()) {
      mustNot.add(oneOf(TrackFields.AUDIO_HASH, filter.without()));
    }
    filter
        .abstained()
        .ifPresent(
            abstained ->
                (abstained ? must : mustNot).add(one("exists", "field", TrackFields.ABSTAINED)));
    filter.folder().ifPresent(folder -> must.add(one("prefix", TrackFields.PATH, folder + "/")));
    filter.text().ifPresent(text -> must.add(holds(text)));
    return query;
  }

  private static ObjectNode one(String kind, String name, String value) {
    ObjectNode query = Cluster.JSON.createObjectNode();
    query.putObject(kind).put(name, value);
    return query;
  }

  private static ObjectNode oneOf(String field, Collection<String> values) {
    ObjectNode query = Cluster.JSON.createObjectNode();
    ArrayNode terms = query.putObject("terms").putArray(field);
    values.forEach(terms::add);
    return query;
  }

  /** Matches a part of the path, title, artist or album. */
  private static ObjectNode holds(String text) {
    String pattern = "*" + text.replaceAll("[\\\\*?]", "\\\\$0") + "*";
    ObjectNode any = Cluster.JSON.createObjectNode();
    ArrayNode parts = any.putObject("bool").putArray("should");
    for (String field :
        List.of(
            TrackFields.LOWER_CASE_PATH,
            TrackFields.LOWER_CASE_TITLE,
            TrackFields.LOWER_CASE_ARTIST,
            TrackFields.LOWER_CASE_ALBUM)) {
      parts.add(one("wildcard", field, pattern));
    }
    return any;
  }
}
