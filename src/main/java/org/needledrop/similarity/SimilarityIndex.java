package org.needledrop.similarity;

import java.util.stream.Stream;

/** Stores tracks for similarity search. Thread-safe. */
public interface SimilarityIndex extends AutoCloseable {

  /** Returns an index that stores nothing. */
  static SimilarityIndex none() {
    return NoIndex.INSTANCE;
  }

  /** Adds or replaces a recording; visible after the next {@link #commit}. */
  void put(IndexedTrack track);

  /** Removes a recording, if present; effective after the next {@link #commit}. */
  void delete(String audioHash);

  /** Removes the recording at a path; effective after the next {@link #commit}. */
  void deleteAt(String path);

  /**
   * Makes all changes durable and visible.
   *
   * @throws IndexRejectedTracks if the index rejected some tracks; all others are committed
   */
  void commit();

  /**
   * Replaces all tracks atomically: searches see the old ones until all new ones are durable, and
   * also if it fails. No other changes are allowed meanwhile.
   */
  void replaceAll(Stream<IndexedTrack> tracks);

  @Override
  void close();
}
