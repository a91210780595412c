package org.needledrop.web.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.needledrop.similarity.Diversity;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackPath;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Json;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Operations for similarity search. */
public final class SimilarOperations {

  private static final int NEIGHBOURS = 5;
  private static final int STEPS = 10;

  private final ServedLibrary library;
  private final TrackViews views;
  private final UploadAnalyses analyses;

  public SimilarOperations(ServedLibrary library, TrackViews views, UploadAnalyses analyses) {
    this.library = library;
    this.views = views;
    this.analyses = analyses;
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("getSimilarToTrack", this::likeTrack);
    operations.put("getSimilarToAnalysis", this::likeAnalysis);
    operations.put("findSimilar", this::find);
    operations.put("findPath", this::path);
  }

  /** JSON form of neighbours. */
  record Neighbours(List<NeighbourView> neighbours) {}

  private Reply likeTrack(ApiRequest request) {
    IndexedTrack track = library.track(request.path("id"));
    return like(track, List.of(track), request);
  }

  private Reply likeAnalysis(ApiRequest request) {
    return like(analyses.find(request.path("analysis")).track(), List.of(), request);
  }

  /**
   * Finds the neighbours of a track.
   *
   * @param first begins a playlist of them: the track itself if the library has it
   */
  private Reply like(IndexedTrack track, List<IndexedTrack> first, ApiRequest request) {
    List<Neighbour> found =
        nearest(
            probe(track, request),
            request.filter().without(Set.of(track.audioHash())),
            request.diversity(),
            request.integer("count", NEIGHBOURS));
    return reply("Similar to " + TrackViews.name(track), first, found, request);
  }

  private static SimilarityQuery probe(IndexedTrack track, ApiRequest request) {
    try {
      return SimilarityQuery.of(track, request.closeness());
    } catch (IllegalArgumentException e) {
      throw new Problem(422, e.getMessage());
    }
  }

  private Reply find(ApiRequest request) {
    SimilarRequest wanted = request.body(SimilarRequest.class);
    List<Neighbour> found =
        nearest(
            wanted.probe(library),
            wanted.filter(),
            wanted.howDiverse(),
            wanted.count().orElse(NEIGHBOURS));
    return Reply.json(new Neighbours(views.ofNeighbours(found)));
  }

  private List<Neighbour> nearest(
      SimilarityQuery probe, TrackFilter filter, Diversity diversity, int count) {
    return diversity.nearest(library.search(), probe, filter, count);
  }

  private Reply path(ApiRequest request) {
    IndexedTrack from = library.track(request.text("from").orElseThrow());
    IndexedTrack to = library.track(request.text("to").orElseThrow());
    return reply(
        "From %s to %s".formatted(TrackViews.name(from), TrackViews.name(to)),
        List.of(),
        path(library, from, to, request.integer("count", STEPS)),
        request);
  }

  static List<Neighbour> path(
      ServedLibrary library, IndexedTrack from, IndexedTrack to, int count) {
    try {
      return new TrackPath(library.search()).between(from, to, count);
    } catch (IllegalArgumentException e) {
      throw new Problem(422, e.getMessage());
    }
  }

  private Reply reply(
      String title, List<IndexedTrack> first, List<Neighbour> found, ApiRequest request) {
    List<IndexedTrack> tracks =
        Stream.concat(first.stream(), found.stream().map(Neighbour::track)).toList();
    return switch (request.text("format").orElse("json")) {
      case "m3u8" -> Reply.text("audio/x-mpegurl", Playlists.m3u8(title, tracks));
      case "jspf" -> Reply.of("application/jspf+json", Json.bytes(Playlists.jspf(title, tracks)));
      default -> Reply.json(new Neighbours(views.ofNeighbours(found)));
    };
  }
}
