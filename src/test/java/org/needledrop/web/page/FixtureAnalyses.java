package org.needledrop.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.needledrop.failure.TrackFailure;

/** Files that are sent: really decoded, which fails where they are broken, but not listened to. */
final class FixtureAnalyses {

  /** A name, what became of it (null for a failure), and how often its state was asked for. */
  private record Analysis(String name, FixtureTrack track, String failure, AtomicInteger asked) {}

  private final FixtureLibrary library;
  private final Map<String, Analysis> analyses = new ConcurrentHashMap<>();

  FixtureAnalyses(FixtureLibrary library) {
    this.library = library;
  }

  Answer begin(Request request) throws IOException {
    String id = Integer.toString(1000 + analyses.size());
    String name = request.query("name", "");
    try {
      analyses.put(id, new Analysis(name, track(request), null, new AtomicInteger()));
    } catch (TrackFailure e) {
      analyses.put(id, new Analysis(name, null, e.getMessage(), new AtomicInteger()));
    }
    return Answer.json(202, "application/json", Map.of("id", id, "name", name, "state", "waiting"));
  }

  /** Kept as the library's newest track; a name that is taken is refused. */
  Answer keep(Request request) throws IOException {
    String name = request.query("name", "");
    if (library.tracks().stream().anyMatch(track -> track.name().equals(name))) {
      return Answer.problem(409, "The name is taken", name + " is in the library already");
    }
    FixtureTrack track = track(request);
    library.add(track);
    return Answer.json(201, "application/json", library.json(track));
  }

  private FixtureTrack track(Request request) throws IOException {
    Path file = Files.createTempFile("needledrop-fixture", null);
    file.toFile().deleteOnExit();
    Files.write(file, request.body());
    FixtureTrack drawn = FixtureTrack.drawn(5000 + library.size(), file, Recorded.of(file));
    return new FixtureTrack(
        drawn.id(),
        file,
        request.query("name", ""),
        drawn.seconds(),
        drawn.spectrogram(),
        drawn.tagged(),
        drawn.probabilities(),
        drawn.x(),
        drawn.y());
  }

  Optional<FixtureTrack> find(String id) {
    return Optional.ofNullable(analyses.get(id)).map(Analysis::track);
  }

  /** Waiting when asked first, listening then, and done. */
  Answer state(String id) {
    Analysis analysis = analyses.get(id);
    if (analysis == null) {
      return Answer.problem(404, "Not found", "There is no analysis " + id);
    }
    Map<String, Object> state = new HashMap<>(Map.of("id", id, "name", analysis.name()));
    int asked = analysis.asked().getAndIncrement();
    if (asked < 2) {
      state.put("state", asked == 0 ? "waiting" : "listening");
      state.put("secondsHeard", asked * 12.0);
    } else if (analysis.failure() != null) {
      state.put("state", "failed");
      state.put(
          "problem",
          Map.of("status", 422, "title", "It cannot be heard", "detail", analysis.failure()));
    } else {
      state.put("state", "done");
      state.putAll(heard(analysis.track()));
    }
    return Answer.json(state);
  }

  private static Map<String, Object> heard(FixtureTrack track) {
    List<Map<String, String>> changes = FixturePolicy.tags(track);
    return Map.of(
        "track", track.json(null),
        "timeline", track.timeline(),
        "tags", Map.of("taggable", true, "changes", changes));
  }
}
