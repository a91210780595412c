package org.needledrop.similarity;

import java.util.List;
import java.util.Optional;

/** Finds tracks that are like another. Safe for use by many threads. */
public interface SimilaritySearch extends AutoCloseable {

  Optional<IndexedTrack> find(String audioHash);

  /**
   * The nearest tracks, nearest first, without the track itself.
   *
   * @param track need not be in the index
   * @param count how many at the most
   */
  List<Neighbour> nearest(IndexedTrack track, Closeness closeness, int count);

  @Override
  void close();
}
