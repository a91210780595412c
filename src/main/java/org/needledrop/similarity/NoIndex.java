package org.needledrop.similarity;

import java.util.stream.Stream;

/** An index that stores nothing. */
enum NoIndex implements SimilarityIndex {
  INSTANCE;

  @Override
  public void put(IndexedTrack track) {}

  @Override
  public void delete(String audioHash) {}

  @Override
  public void deleteAt(String path) {}

  @Override
  public void commit() {}

  @Override
  public void replaceAll(Stream<IndexedTrack> tracks) {}

  @Override
  public void close() {}
}
