package org.needledrop.similarity;

import java.util.List;
import java.util.Map;

/**
 * Statistics of a library.
 *
 * @param genres decided genres, most tracks first
 * @param abstained tracks without a genre, by reason
 */
public record LibraryStatistics(
    long tracks, double seconds, List<GenreCount> genres, Map<String, Long> abstained) {

  /** The tracks of one genre; {@code meanConfidence} as in {@link IndexedTrack#confidence}. */
  public record GenreCount(String genre, long tracks, double seconds, double meanConfidence) {}
}
