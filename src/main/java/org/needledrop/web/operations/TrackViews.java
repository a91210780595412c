package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.GenreFound;
import org.needledrop.audio.Metadata;
import org.needledrop.journal.Journal;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.web.http.Json;

/** Converts tracks to JSON, with paths relative to the library and user labels. */
public final class TrackViews {

  private final Path library;
  private final Journal journal;
  private final DecisionRule rule;

  public TrackViews(Path library, Journal journal, DecisionRule rule) {
    this.library = library;
    this.journal = journal;
    this.rule = rule;
  }

  TrackView of(IndexedTrack track) {
    return new TrackView(source(track), track.metadata(), genre(track));
  }

  private TrackView.Source source(IndexedTrack track) {
    return new TrackView.Source(
        track.audioHash(), shown(track.path()), name(track), track.model(), track.seconds());
  }

  private TrackView.Genre genre(IndexedTrack track) {
    return new TrackView.Genre(
        track.genre(),
        track.topGenre(),
        Json.rounded(track.confidence().orElse(0)),
        styles(track),
        track.abstained(),
        journal.label(track.audioHash()),
        track.scores().map(scores -> probabilities(track.genres(), scores)).orElse(Map.of()));
  }

  List<TrackView> of(List<IndexedTrack> tracks) {
    return tracks.stream().map(this::of).toList();
  }

  List<NeighbourView> ofNeighbours(List<Neighbour> neighbours) {
    return neighbours.stream()
        .map(found -> new NeighbourView(Json.rounded(found.similarity()), of(found.track())))
        .toList();
  }

  private List<String> styles(IndexedTrack track) {
    return track
        .genre()
        .flatMap(genre -> track.scores().map(scores -> rule.styles(genre, scores.embedding())))
        .orElse(List.of())
        .stream()
        .map(GenreFound.Style::tag)
        .toList();
  }

  static String name(IndexedTrack track) {
    return Path.of(track.path()).getFileName().toString();
  }

  /** Returns {@code Artist - Title}, or the file name without a title. */
  static String caption(IndexedTrack track) {
    Metadata metadata = track.metadata();
    return metadata
        .title()
        .map(title -> metadata.artist().map(artist -> artist + " - " + title).orElse(title))
        .orElseGet(() -> name(track));
  }

  /** Returns the path relative to the library's folder if it lies in it. */
  String shown(String path) {
    Path file = Path.of(path);
    return file.startsWith(library) ? library.relativize(file).toString() : path;
  }

  private static Map<String, Double> probabilities(List<String> genres, TrackScores scores) {
    Map<String, Double> byGenre = new LinkedHashMap<>();
    for (int genre : scores.genresByProbability()) {
      byGenre.put(genres.get(genre), Json.rounded(scores.probabilities()[genre]));
    }
    return byGenre;
  }
}
