package org.needledrop.similarity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A filter of tracks.
 *
 * @param genres allowed genres; empty for any
 * @param minConfidence minimum probability of the top genre, 0..1
 * @param maxConfidence maximum probability of the top genre, 0..1
 * @param abstained true for tracks without a genre, false for those with one; empty for both
 * @param text part of the path, title, artist or album, case-insensitive
 * @param folder folder that the path lies in, at any depth
 * @param without audio hashes to exclude
 */
public record TrackFilter(
    Set<String> genres,
    double minConfidence,
    double maxConfidence,
    Optional<Boolean> abstained,
    Optional<String> text,
    Optional<String> folder,
    Set<String> without) {

  public static final TrackFilter ALL =
      new TrackFilter(
          Set.of(), 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

  public TrackFilter {
    genres = Set.copyOf(genres);
    without = Set.copyOf(without);
    text = text.map(part -> part.toLowerCase(Locale.ROOT));
  }

  public TrackFilter without(Set<String> audioHashes) {
    return new TrackFilter(
        genres, minConfidence, maxConfidence, abstained, text, folder, audioHashes);
  }

  public TrackFilter within(String path) {
    return new TrackFilter(
        genres, minConfidence, maxConfidence, abstained, text, Optional.of(path), without);
  }

  public TrackFilter abstainedOnly() {
    return new TrackFilter(
        genres, minConfidence, maxConfidence, Optional.of(true), text, folder, without);
  }
}
