package org.needledrop.bucket;

import java.util.stream.Stream;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/** No index of its own: all that one keeps of a track is in the object's record. */
final class Unindexed implements SimilarityIndex {

  @Override
  public void put(IndexedTrack track) {}

  @Override
  public void delete(String audioHash) {}

  @Override
  public void commit() {}

  @Override
  public void replaceAll(Stream<IndexedTrack> tracks) {}

  @Override
  public void close() {}
}
