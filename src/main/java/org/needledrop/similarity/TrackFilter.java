package org.needledrop.similarity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which tracks are wanted.
 *
 * @param genres one of which the track was given; empty: any
 * @param minConfidence least probability of the most probable genre, 0..1
 * @param maxConfidence greatest probability of it, 0..1
 * @param abstained only tracks that got no genre, or only those that got one
 * @param text that the path holds, in any case
 * @param without audio hashes of tracks that are not wanted
 */
public record TrackFilter(
    Set<String> genres,
    double minConfidence,
    double maxConfidence,
    Optional<Boolean> abstained,
    Optional<String> text,
    Set<String> without) {

  public static final TrackFilter ALL =
      new TrackFilter(Set.of(), 0, 1, Optional.empty(), Optional.empty(), Set.of());

  public TrackFilter {
    genres = Set.copyOf(genres);
    without = Set.copyOf(without);
    text = text.map(part -> part.toLowerCase(Locale.ROOT));
  }

  public TrackFilter without(Set<String> audioHashes) {
    return new TrackFilter(genres, minConfidence, maxConfidence, abstained, text, audioHashes);
  }

  public TrackFilter thatAbstained() {
    return new TrackFilter(genres, minConfidence, maxConfidence, Optional.of(true), text, without);
  }
}
