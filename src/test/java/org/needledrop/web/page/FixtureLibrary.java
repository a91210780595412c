package org.needledrop.web.page;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sample library, once as it is and often again under other names, so that there is much. */
final class FixtureLibrary {

  private static final Path SAMPLES = Path.of("sample-library");
  private static final Map<Path, Recorded> RECORDED = new ConcurrentHashMap<>();

  private final List<FixtureTrack> tracks = new ArrayList<>();
  private final Map<String, String> labels = new ConcurrentHashMap<>();

  FixtureLibrary(int size) {
    List<Path> files = files();
    files.parallelStream().forEach(file -> RECORDED.computeIfAbsent(file, Recorded::of));
    for (int i = 0; i < size; i++) {
      Path file = files.get(i % files.size());
      int number = i < files.size() ? i : 100 + i;
      tracks.add(FixtureTrack.drawn(number, file, RECORDED.get(file)));
    }
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(mp3|ogg|opus|flac|m4a|wav|aiff|wma)"))
          .filter(file -> !file.endsWith("corrupt.mp3"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<FixtureTrack> tracks() {
    return List.copyOf(tracks);
  }

  synchronized void add(FixtureTrack track) {
    tracks.add(track);
  }

  synchronized int size() {
    return tracks.size();
  }

  Map<String, String> labels() {
    return labels;
  }

  Optional<FixtureTrack> find(String id) {
    return tracks().stream().filter(track -> track.id().equals(id)).findFirst();
  }

  Map<String, Object> json(FixtureTrack track) {
    return track.json(labels.get(track.id()));
  }

  /** A page of tracks whose names hold the text; the cursor is the number of its first. */
  Map<String, Object> page(String text, int limit, int from) {
    String part = text.toLowerCase(Locale.ROOT);
    return page(
        tracks().stream().filter(track -> ("samples/" + track.name()).contains(part)).toList(),
        limit,
        from);
  }

  Map<String, Object> review(int limit, int from) {
    return page(
        tracks().stream()
            .filter(track -> track.abstains() && !labels.containsKey(track.id()))
            .toList(),
        limit,
        from);
  }

  private Map<String, Object> page(List<FixtureTrack> all, int limit, int from) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("tracks", all.stream().skip(from).limit(limit).map(this::json).toList());
    if (from + limit < all.size()) {
      page.put("next", Integer.toString(from + limit));
    }
    return page;
  }

  Map<String, Object> statistics() {
    List<FixtureTrack> named = tracks().stream().filter(track -> !track.abstains()).toList();
    return Map.of(
        "tracks", size(),
        "seconds", seconds(tracks()),
        "genres",
            named.stream().collect(groupingBy(FixtureTrack::topGenre)).entrySet().stream()
                .map(entry -> statistics(entry.getKey(), entry.getValue()))
                .toList(),
        "abstained", Map.of("unsure", size() - named.size()),
        "labelled", labels.size());
  }

  private static Map<String, Object> statistics(String genre, List<FixtureTrack> tracks) {
    return Map.of(
        "genre", genre,
        "tracks", tracks.size(),
        "seconds", seconds(tracks),
        "meanConfidence", tracks.stream().collect(averagingDouble(FixtureTrack::confidence)));
  }

  private static double seconds(List<FixtureTrack> tracks) {
    return tracks.stream().mapToDouble(FixtureTrack::seconds).sum();
  }

  Map<String, Object> map() {
    return Map.of("total", size(), "points", tracks().stream().map(FixtureLibrary::point).toList());
  }

  private static Map<String, Object> point(FixtureTrack track) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("id", track.id());
    point.put("name", track.name());
    point.put("x", track.x());
    point.put("y", track.y());
    if (!track.abstains()) {
      point.put("genre", track.topGenre());
    }
    return point;
  }

  /** By the places on the map; diversity and kind skip some, so that one sees them work. */
  List<Map<String, Object>> similar(FixtureTrack to, int count, double diversity, String by) {
    long skipped = Math.round(diversity * 10) + (by.equals("genre-profile") ? 1 : 0);
    return tracks().stream()
        .filter(track -> !track.id().equals(to.id()))
        .sorted(java.util.Comparator.comparing(track -> distance(track, to)))
        .skip(skipped)
        .limit(count)
        .map(track -> Map.of("similarity", 1 / (1 + distance(track, to)), "track", json(track)))
        .toList();
  }

  private static double distance(FixtureTrack a, FixtureTrack b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
