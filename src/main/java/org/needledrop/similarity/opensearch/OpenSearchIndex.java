package org.needledrop.similarity.opensearch;

import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/**
 * Writes an index in an OpenSearch cluster with one document per recording. Changes are sent in
 * parts, so some may persist without a commit.
 */
public final class OpenSearchIndex implements SimilarityIndex {

  private final Cluster cluster;
  private final Alias alias;
  private final TrackWriter writer;

  private OpenSearchIndex(Cluster cluster) {
    this.cluster = cluster;
    this.alias = new Alias(cluster);
    this.writer = new TrackWriter(cluster, Bulk.toAlias(cluster));
  }

  /**
   * Opens the index in a cluster; creates it if missing.
   *
   * @throws UncheckedIOException if no node responds, or it rejects the request
   */
  public static OpenSearchIndex open(OpenSearchAddress address) {
    OpenSearchIndex index = new OpenSearchIndex(new Cluster(address));
    try {
      index.alias.makeUnlessThere();
      return index;
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }

  @Override
  public synchronized void put(IndexedTrack track) {
    writer.put(track);
  }

  @Override
  public synchronized void delete(String audioHash) {
    writer.delete(audioHash);
  }

  @Override
  public synchronized void deleteAt(String path) {
    writer.deleteAt(path);
  }

  @Override
  public synchronized void commit() {
    writer.commit();
  }

  /** Fills a new index and moves the alias to it; open writers continue there. */
  @Override
  public synchronized void replaceAll(Stream<IndexedTrack> tracks) {
    String fresh = alias.makeHidden();
    try {
      TrackWriter replacement = new TrackWriter(cluster, Bulk.toIndex(cluster, fresh));
      tracks.forEach(replacement::put);
      replacement.commit();
    } catch (RuntimeException | Error e) {
      drop(fresh, e);
      throw e;
    }
    alias.moveTo(fresh);
    writer.forget();
  }

  private void drop(String index, Throwable reason) {
    try {
      alias.drop(index);
    } catch (UncheckedIOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
