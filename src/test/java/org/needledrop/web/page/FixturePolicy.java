package org.needledrop.web.page;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What other policies would write into the fixture's files; nothing is written. */
final class FixturePolicy {

  private final FixtureLibrary library;
  private final AtomicInteger asked = new AtomicInteger();

  FixturePolicy(FixtureLibrary library) {
    this.library = library;
  }

  /** Changes of one track's tags as they would be by default. */
  static List<Map<String, String>> tags(FixtureTrack track) {
    List<Map<String, String>> changes = new ArrayList<>();
    if (track.tagged() == null && !track.abstains()) {
      changes.add(Map.of("field", "GENRE", "after", word(track.topGenre())));
    }
    changes.add(Map.of("field", "NEEDLEDROP_MODEL", "after", "genre-musicnn/1"));
    track
        .probabilities()
        .forEach(
            (genre, p) ->
                changes.add(
                    Map.of(
                        "field", "ab:hi:genre_needledrop:" + genre, "after", "%.4f".formatted(p))));
    return changes;
  }

  private static String word(String genre) {
    return Character.toUpperCase(genre.charAt(0)) + genre.substring(1);
  }

  Map<String, Object> simulate(JsonNode policy) {
    double least = policy.path("minConfidence").asDouble(FixtureTrack.LEAST);
    boolean replaces = policy.get("policy").textValue().equals("replace");
    List<FixtureTrack> changed =
        library.tracks().stream()
            .filter(track -> track.confidence() >= least)
            .filter(track -> replaces || track.tagged() == null)
            .toList();
    return Map.of(
        "tracks", library.size(),
        "changed", changed.size(),
        "genres",
            changed.stream()
                .collect(groupingBy(FixturePolicy::change, counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<List<String>, Long>comparingByValue().reversed())
                .map(FixturePolicy::genreChange)
                .toList(),
        "examples", changed.stream().limit(100).map(FixturePolicy::example).toList());
  }

  private static List<String> change(FixtureTrack track) {
    return List.of(track.tagged() == null ? "" : track.tagged(), word(track.topGenre()));
  }

  private static Map<String, Object> genreChange(Map.Entry<List<String>, Long> change) {
    return Map.of(
        "before", change.getKey().getFirst(),
        "after", change.getKey().getLast(),
        "tracks", change.getValue());
  }

  private static Map<String, Object> example(FixtureTrack track) {
    return Map.of("id", track.id(), "path", "Samples/" + track.name(), "changes", tags(track));
  }

  Map<String, Object> apply() {
    asked.set(0);
    return progress();
  }

  /** A third more each time it is asked. */
  Map<String, Object> progress() {
    int third = Math.min(3, asked.getAndIncrement());
    return Map.of(
        "id",
        "1",
        "state",
        third < 3 ? "running" : "done",
        "tracks",
        library.size(),
        "done",
        library.size() * third / 3,
        "failures",
        List.of());
  }
}
