package org.needledrop.similarity;

/** Keeps tracks so that they can be found by likeness. Safe for use by many threads. */
public interface SimilarityIndex extends AutoCloseable {

  /** Adds a recording, or replaces what is known of it. Found after the next {@link #commit}. */
  void put(IndexedTrack track);

  /** Makes all that was put durable and findable. */
  void commit();

  @Override
  void close();
}
