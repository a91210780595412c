package org.needledrop.similarity;

import java.util.List;
import java.util.Map;

/**
 * What a library consists of.
 *
 * @param genres that were given, most tracks first
 * @param abstained tracks without a genre, by the reason
 */
public record LibraryStatistics(
    long tracks, double seconds, List<GenreCount> genres, Map<String, Long> abstained) {

  /** The tracks of one genre; {@code meanConfidence} as in {@link IndexedTrack#confidence}. */
  public record GenreCount(String genre, long tracks, double seconds, double meanConfidence) {}
}
