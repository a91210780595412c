package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.needledrop.audio.Metadata;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Json;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;
import org.needledrop.web.http.SubsonicError;
import org.needledrop.web.http.SubsonicResponse;

/**
 * OpenSubsonic's extension sonicSimilarity, version 1: {@code getSonicSimilarTracks} and {@code
 * findSonicPath}, and what clients ask for first. The id of a song is its audio hash.
 */
public final class SubsonicOperations {

  private static final int MOST = 500;

  /** The user of every key: keys have scopes, but no names. */
  private static final Map<String, Object> TOKEN_INFO =
      Map.of("tokenInfo", Map.of("username", "needledrop"));

  private final ServedLibrary library;
  private final TrackViews views;

  public SubsonicOperations(ServedLibrary library, TrackViews views) {
    this.library = library;
    this.views = views;
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("ping", request -> answer(request, _ -> Map.of()));
    operations.put("getOpenSubsonicExtensions", request -> answer(request, _ -> extensions()));
    operations.put("tokenInfo", request -> answer(request, _ -> TOKEN_INFO));
    operations.put("getSonicSimilarTracks", request -> answer(request, this::similar));
    operations.put("findSonicPath", request -> answer(request, this::path));
  }

  /** Computes the content of a {@code subsonic-response}. */
  private interface Answer {
    Map<String, Object> to(ApiRequest request);
  }

  /** Returns a response; errors are sent as responses, too. */
  private static Reply answer(ApiRequest request, Answer answer) {
    Optional<String> format = request.text("f");
    try {
      return SubsonicResponse.ok(answer.to(request)).reply(format);
    } catch (SubsonicResponse.Failure failure) {
      return SubsonicResponse.failed(failure).reply(format);
    } catch (Problem problem) {
      SubsonicError error = problem.status() == 404 ? SubsonicError.NOT_FOUND : SubsonicError.OTHER;
      return SubsonicResponse.failed(new SubsonicResponse.Failure(error, problem.getMessage()))
          .reply(format);
    }
  }

  private static Map<String, Object> extensions() {
    return Map.of(
        "openSubsonicExtensions",
        List.of(
            extension("sonicSimilarity"),
            extension("apiKeyAuthentication"),
            extension("formPost")));
  }

  private static Map<String, Object> extension(String name) {
    return new LinkedHashMap<>(Map.of("name", name, "versions", List.of(1)));
  }

  private Map<String, Object> similar(ApiRequest request) {
    IndexedTrack track = track(request, "id");
    List<Neighbour> found =
        library
            .search()
            .nearest(
                probe(track),
                TrackFilter.ALL.without(Set.of(track.audioHash())),
                count(request, 1, 10));
    return matches(found);
  }

  private static SimilarityQuery probe(IndexedTrack track) {
    try {
      return SimilarityQuery.of(track, SimilarityMeasure.EMBEDDING);
    } catch (IllegalArgumentException e) {
      throw new SubsonicResponse.Failure(SubsonicError.NOT_FOUND, e.getMessage());
    }
  }

  /** Returns the path; similarities refer to the first track. */
  private Map<String, Object> path(ApiRequest request) {
    IndexedTrack start = track(request, "startSongId");
    IndexedTrack end = track(request, "endSongId");
    SimilarityQuery first = probe(start);
    return matches(
        SimilarOperations.path(library, start, end, count(request, 2, 25)).stream()
            .map(step -> new Neighbour(step.track(), first.similarityTo(step.track())))
            .toList());
  }

  private IndexedTrack track(ApiRequest request, String parameter) {
    return library.track(
        request
            .text(parameter)
            .orElseThrow(
                () ->
                    new SubsonicResponse.Failure(
                        SubsonicError.MISSING_PARAMETER,
                        "required parameter is missing: " + parameter)));
  }

  private static int count(ApiRequest request, int least, int otherwise) {
    Optional<String> count = request.text("count");
    try {
      return Math.clamp(count.map(Integer::parseInt).orElse(otherwise), least, MOST);
    } catch (NumberFormatException e) {
      throw new SubsonicResponse.Failure(
          SubsonicError.OTHER, "count is not a number: " + count.orElseThrow());
    }
  }

  private Map<String, Object> matches(List<Neighbour> found) {
    return Map.of(
        "sonicMatch",
        found.stream()
            .map(
                match -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("similarity", Json.rounded(Math.clamp(match.similarity(), 0, 1)));
                  one.put("entry", entry(match.track()));
                  return one;
                })
            .toList());
  }

  private Map<String, Object> entry(IndexedTrack track) {
    Path file = Path.of(track.path());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", track.audioHash());
    entry.put("isDir", false);
    Metadata metadata = track.metadata();
    entry.put(
        "title",
        metadata.title().orElseGet(() -> TrackViews.name(track).replaceFirst("\\.[^.]*$", "")));
    metadata.artist().ifPresent(artist -> entry.put("artist", artist));
    metadata.album().ifPresent(album -> entry.put("album", album));
    metadata.year().ifPresent(year -> entry.put("year", year));
    if (metadata.cover()) {
      entry.put("coverArt", track.audioHash());
    }
    entry.put("duration", Math.round(track.seconds()));
    track.genre().ifPresent(genre -> entry.put("genre", genre));
    entry.put("suffix", ServedFile.extension(file));
    entry.put("contentType", ServedFile.contentType(file));
    entry.put("path", views.shown(track.path()));
    return entry;
  }
}
