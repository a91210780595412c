package org.needledrop.similarity;

import java.util.List;
import java.util.Optional;

/**
 * Finds tracks, by likeness or one after the other. Safe for use by many threads; sees what was
 * committed before the call.
 */
public interface SimilaritySearch extends AutoCloseable {

  Optional<IndexedTrack> find(String audioHash);

  /**
   * The nearest tracks, nearest first.
   *
   * @param count how many at the most
   */
  List<Neighbour> nearest(Probe probe, TrackFilter filter, int count);

  /**
   * Tracks in the order of their paths.
   *
   * @param after where an earlier page ended
   * @param count how many at the most
   */
  LibraryPage list(TrackFilter filter, Optional<LibraryPage.Position> after, int count);

  LibraryStatistics statistics();

  @Override
  void close();
}
