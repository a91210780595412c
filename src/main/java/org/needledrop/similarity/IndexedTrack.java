package org.needledrop.similarity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.TrackScores;

/**
 * An entry of the index: one recording; as JSON, a line of an export.
 *
 * @param audioHash identity of the recording
 * @param path last known path of its file
 * @param metadata what the file's tags say
 * @param model id of the model; tracks of different models are never compared
 * @param seconds duration
 * @param genres genres of the scores, in their order
 * @param genre decided genre; a user label may be another one
 * @param abstained reason for no genre, as written to tags
 * @param scores scores; empty if not scored, in which case the track has no neighbours
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IndexedTrack(
    String audioHash,
    String path,
    Metadata metadata,
    @JsonProperty("method") String model,
    double seconds,
    List<String> genres,
    Optional<String> genre,
    Optional<String> abstained,
    Optional<TrackScores> scores) {

  /**
   * @throws IllegalArgumentException if the identity or path is missing, or sizes do not match
   */
  public IndexedTrack {
    if (isBlank(audioHash) || isBlank(model)) {
      throw new IllegalArgumentException(path + ": audioHash and method are required");
    }
    if (!namesFile(path)) {
      throw new IllegalArgumentException("not a path: " + path);
    }
    if (!Double.isFinite(seconds)) {
      throw new IllegalArgumentException("%s: %s seconds".formatted(path, seconds));
    }
    metadata = metadata == null ? Metadata.NONE : metadata;
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

  /** Returns whether the path is that of a file or the address of an object. */
  private static boolean namesFile(String path) {
    return !isBlank(path)
        && path.indexOf('\0') < 0
        && path.chars().anyMatch(character -> character != '/');
  }

  /** Returns the most probable genre, even below the threshold. */
  public Optional<String> topGenre() {
    return scores.map(found -> genres.get(found.topGenre()));
  }

  /** Returns the probability of the top genre, 0..1; empty if not scored. */
  public OptionalDouble confidence() {
    return scores.stream()
        .mapToDouble(found -> found.probabilities()[found.topGenre()])
        .findFirst();
  }
}
