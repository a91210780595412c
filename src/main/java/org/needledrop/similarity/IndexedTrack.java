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
 * @param method model and way of slicing; tracks heard by different methods are never compared
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

  public IndexedTrack {
    genres = List.copyOf(genres);
    genre = genre == null ? Optional.empty() : genre;
    abstained = abstained == null ? Optional.empty() : abstained;
    scores = scores == null ? Optional.empty() : scores;
    if (scores.isPresent() && scores.get().probabilities().length != genres.size()) {
      throw new IllegalArgumentException(
          "%s: %d genres but %d probabilities"
              .formatted(path, genres.size(), scores.get().probabilities().length));
    }
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
