package org.needledrop.similarity;

import java.util.stream.Stream;

/** Keeps tracks so that they can be found by likeness. Safe for use by many threads. */
public interface SimilarityIndex extends AutoCloseable {

  /** An index that keeps nothing. */
  static SimilarityIndex none() {
    return NoIndex.INSTANCE;
  }

  /** Adds a recording, or replaces what is known of it. Found after the next {@link #commit}. */
  void put(IndexedTrack track);

  /** Forgets a recording, if it is known. Gone after the next {@link #commit}. */
  void delete(String audioHash);

  /** Forgets the recording that was last seen in a file. Gone after the next {@link #commit}. */
  void deleteAt(String path);

  /**
   * Makes all that was put and deleted durable and findable.
   *
   * @throws TracksRefused when that is so of all but some
   */
  void commit();

  /**
   * Forgets all and takes these instead, as one step: searches see the old tracks until all new
   * ones are durable, and go on seeing them if it fails. Nothing else may be put meanwhile.
   */
  void replaceAll(Stream<IndexedTrack> tracks);

  @Override
  void close();
}
