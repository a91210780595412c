package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.similarity.IndexedTrack;

/**
 * Writes tracks to an index, at most one per path. Older entries at a path can only be found after
 * a refresh, so they are removed for many paths at once. Not thread-safe.
 */
final class TrackWriter {

  /** Maximum number of paths to remember and query at once. */
  private static final int FILES = 10_000;

  private static final int FILES_AT_ONCE = 1_000;

  private final Cluster cluster;
  private final Bulk bulk;
  private final Map<String, Optional<String>> lastRecordings = new HashMap<>();

  TrackWriter(Cluster cluster, Bulk bulk) {
    this.cluster = cluster;
    this.bulk = bulk;
  }

  void put(IndexedTrack track) {
    bulk.add(BulkItem.put(track));
    leave(track.path(), Optional.of(track.audioHash()));
  }

  void delete(String audioHash) {
    bulk.add(BulkItem.delete(audioHash));
  }

  void deleteAt(String path) {
    leave(path, Optional.empty());
  }

  /** Remembers the current recording at a path. */
  private void leave(String path, Optional<String> audioHash) {
    lastRecordings.put(path, audioHash);
    if (lastRecordings.size() >= FILES) {
      settle();
    }
  }

  /**
   * Makes all changes durable and visible, and removes older entries at the same paths.
   *
   * @throws org.needledrop.similarity.IndexRejectedTracks if the cluster rejected some tracks; all
   *     others are committed
   */
  void commit() {
    settle();
    bulk.requireAllTaken();
  }

  private void settle() {
    bulk.send();
    refresh();
    if (deleteEarlierRecordings()) {
      bulk.send();
      refresh();
    }
    lastRecordings.clear();
  }

  /** Refreshes; retries if a replica fails, which the cluster soon removes. */
  private void refresh() {
    Retries retries = new Retries();
    while (hasFailed(cluster.ask("POST", "/" + bulk.index() + "/_refresh"))) {
      if (!retries.pause()) {
        throw cluster.failure("some replicas were not refreshed");
      }
    }
  }

  private static boolean hasFailed(JsonNode refresh) {
    JsonNode shards = refresh.path("_shards");
    return shards.path("failed").asInt() > 0 || shards.path("successful").asInt() == 0;
  }

  private boolean deleteEarlierRecordings() {
    boolean deletes = false;
    List<String> paths = new ArrayList<>(lastRecordings.keySet());
    for (int from = 0; from < paths.size(); from += FILES_AT_ONCE) {
      List<String> some = paths.subList(from, Math.min(paths.size(), from + FILES_AT_ONCE));
      for (JsonNode hit : recordings(some)) {
        String recording = hit.path("_id").textValue();
        String path = hit.path("_source").path(TrackFields.PATH).textValue();
        if (recording == null || !lastRecordings.containsKey(path)) {
          throw cluster.failure("search: unexpected hit: " + hit);
        }
        if (!lastRecordings.get(path).equals(Optional.of(recording))) {
          delete(recording);
          deletes = true;
        }
      }
    }
    return deletes;
  }

  private JsonNode recordings(List<String> paths) {
    return cluster.hits(
        cluster.ask(
            "POST",
            "/" + bulk.index() + "/_search?allow_partial_search_results=false",
            TrackQueries.at(paths, FILES).toString()));
  }

  /** Discards changes that were not sent yet. */
  void forget() {
    bulk.forget();
    lastRecordings.clear();
  }
}
