package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.similarity.IndexedTrack;

/**
 * Writes tracks into an index, of which one file has one. The cluster can be asked what else lay in
 * a file only after a refresh, so this is done for many files at once. For one thread.
 */
final class TrackWriter {

  /** So many files are remembered at the most, and asked for at once. */
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

  /** What lies in a file now. */
  private void leave(String path, Optional<String> audioHash) {
    lastRecordings.put(path, audioHash);
    if (lastRecordings.size() >= FILES) {
      settle();
    }
  }

  /**
   * All that was put is durable and can be found; what lay in its files before is gone.
   *
   * @throws org.needledrop.similarity.TracksRefused when that is so of all but some
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

  /** A copy that was just lost may not hear of it; soon it is no copy any more. */
  private void refresh() {
    Patience patience = new Patience();
    while (hasFailed(cluster.ask("POST", "/" + bulk.index() + "/_refresh", ""))) {
      if (!patience.pause()) {
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

  /** Of what was put since the last commit, as far as the cluster was not told. */
  void forget() {
    bulk.forget();
    lastRecordings.clear();
  }
}
