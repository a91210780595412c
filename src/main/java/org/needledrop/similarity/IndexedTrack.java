package org.needledrop.similarity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import org.needledrop.scoring.TrackScores;

/**
 * What the index keeps of one recording; in JSON it is a line of an export.
 *
 * @param audioHash identity of the recording
 * @param path where its file was last seen
 * @param method the model that heard it; tracks heard by different ones are never compared
 * @param seconds of music
 * @param genres that the scores are about, in their order
 * @param genre that it was given; by a person it may be none of those
 * @param abstained why it was given none, in the words of its tag
 * @param scores none when there was nothing to score: such a track is like nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IndexedTrack(
    String audioHash,
    String path,
    String method,
    double seconds,
    List<String> genres,
    Optional<String> genre,
    Optional<String> abstained,
    Optional<TrackScores> scores) {

  /**
   * @throws IllegalArgumentException when it has no identity, lies in no file, or its numbers do
   *     not fit
   */
  public IndexedTrack {
    if (isBlank(audioHash) || isBlank(method)) {
      throw new IllegalArgumentException(path + ": audioHash and method are required");
    }
    if (!namesFile(path)) {
      throw new IllegalArgumentException("not a path: " + path);
    }
    if (!Double.isFinite(seconds)) {
      throw new IllegalArgumentException("%s: %s seconds".formatted(path, seconds));
    }
    genres = List.copyOf(genres);
    genre = genre == null ? Optional.empty() : genre;
    abstained = abstained == null ? Optional.empty() : abstained;
    scores = scores == null ? Optional.empty() : scores;
    if (scores.isPresent() && scores.get().probabilities().length != genres.size()) {
      throw new IllegalArgumentException(
          "%s: %d genres, but %d probabilities"
              .formatted(path, genres.size(), scores.get().probabilities().length));
    }
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  /** Of a file, or of an object: its address has the form of a path, and any key. */
  private static boolean namesFile(String path) {
    return !isBlank(path)
        && path.indexOf('\0') < 0
        && path.chars().anyMatch(character -> character != '/');
  }

  /** The most probable genre, given or not. */
  public Optional<String> topGenre() {
    return scores.map(found -> genres.get(found.topGenre()));
  }

  /** Probability of the most probable genre, 0..1; 0 when nothing was scored. */
  public double confidence() {
    return scores.map(found -> (double) found.probabilities()[found.topGenre()]).orElse(0.0);
  }
}
