package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/** Searches the index of an {@link OpenSearchIndex}, which may be written by another process. */
public final class OpenSearchSearch implements SimilaritySearch {

  /** Maximum tracks per response. */
  private static final int LONGEST_PAGE = 1_000;

  private static final int TIMES = 4;

  private final Cluster cluster;

  private OpenSearchSearch(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Opens an existing index.
   *
   * @throws UncheckedIOException if there is none, or no node responds
   */
  public static OpenSearchSearch open(OpenSearchAddress address) {
    OpenSearchSearch search = new OpenSearchSearch(new Cluster(address));
    try {
      if (new Alias(search.cluster).index().isEmpty()) {
        throw search.cluster.failure("the index does not exist");
      }
      return search;
    } catch (RuntimeException e) {
      search.close();
      throw e;
    }
  }

  @Override
  public Optional<IndexedTrack> find(String audioHash) {
    return hits(search(TrackQueries.recording(audioHash).toString())).stream()
        .map(this::track)
        .findFirst();
  }

  @Override
  public List<Neighbour> nearest(SimilarityQuery query, TrackFilter filter, int count) {
    return hits(search(TrackQueries.nearest(query, filter, count).toString())).stream()
        .map(
            hit ->
                new Neighbour(track(hit), TrackFields.dotProduct(hit.path("_score").doubleValue())))
        .toList();
  }

  @Override
  public LibraryPage list(
      TrackFilter filter, TrackOrder order, Optional<LibraryPage.Position> after, int count) {
    int size = Math.min(count, LONGEST_PAGE);
    JsonNode answer = search(TrackQueries.page(filter, order, after, size + 1).toString());
    List<JsonNode> hits = hits(answer);
    long total = answer.path("hits").path("total").path("value").asLong();
    List<IndexedTrack> tracks = hits.stream().limit(size).map(this::track).toList();
    return hits.size() <= size
        ? new LibraryPage(tracks, total, Optional.empty())
        : new LibraryPage(
            tracks,
            total,
            Optional.of(PageOrder.position(order, hits.get(size - 1), tracks.getLast())));
  }

  @Override
  public LibraryStatistics statistics() {
    return LibraryCount.of(search(LibraryCount.SEARCH));
  }

  /** Searches; retries if the alias is just moving to another index. */
  private JsonNode search(String query) {
    String path = "/" + cluster.alias() + "/_search?allow_partial_search_results=false";
    Cluster.Answer answer = cluster.answer("POST", path, query);
    for (int time = 1; answer.status() == 404 && time < TIMES; time++) {
      answer = cluster.answer("POST", path, query);
    }
    return cluster.good(answer, "search");
  }

  private List<JsonNode> hits(JsonNode answer) {
    List<JsonNode> hits = new ArrayList<>();
    cluster.hits(answer).forEach(hits::add);
    return hits;
  }

  private IndexedTrack track(JsonNode hit) {
    try {
      return TrackJson.read(hit.path("_source"));
    } catch (IllegalArgumentException e) {
      throw cluster.failure(
          "document %s is not a track: %s".formatted(hit.path("_id").asText(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
