package org.needledrop.similarity.lucene;

import static org.needledrop.similarity.lucene.LuceneFailure.unchecked;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/** Writes a Lucene index with one document per recording. */
public final class LuceneIndex implements SimilarityIndex {

  private final Path folder;
  private final IndexWriter writer;
  private volatile boolean uncommitted;

  private LuceneIndex(Path folder, Directory directory) {
    this.folder = folder;
    this.writer = unchecked(folder, () -> new IndexWriter(directory, new IndexWriterConfig()));
  }

  /**
   * Opens the index in a folder; creates it if missing.
   *
   * @throws UncheckedIOException if the folder cannot be written or another process has it open
   */
  public static LuceneIndex open(Path folder) {
    return new LuceneIndex(folder, unchecked(folder, () -> FSDirectory.open(folder)));
  }

  /** Opens an index in memory. */
  public static LuceneIndex inMemory() {
    return new LuceneIndex(Path.of("in memory"), new ByteBuffersDirectory());
  }

  @Override
  public void put(IndexedTrack track) {
    uncommitted = true;
    unchecked(
        folder,
        () -> {
          writer.deleteDocuments(TrackQueries.othersAt(track.path(), track.audioHash()));
          return writer.updateDocument(recording(track.audioHash()), TrackDocument.of(track));
        });
  }

  @Override
  public void delete(String audioHash) {
    uncommitted = true;
    unchecked(folder, () -> writer.deleteDocuments(recording(audioHash)));
  }

  @Override
  public void deleteAt(String path) {
    uncommitted = true;
    unchecked(folder, () -> writer.deleteDocuments(new Term(TrackDocument.PATH, path)));
  }

  private static Term recording(String audioHash) {
    return new Term(TrackDocument.AUDIO_HASH, audioHash);
  }

  @Override
  public void commit() {
    uncommitted = false;
    unchecked(folder, writer::commit);
  }

  /** Invisible until the commit; on failure the index is closed unchanged. */
  @Override
  public void replaceAll(Stream<IndexedTrack> tracks) {
    unchecked(
        folder,
        () -> {
          writer.commit();
          try {
            writer.deleteAll();
            tracks.forEach(this::put);
            commit();
            return null;
          } catch (RuntimeException | Error e) {
            writer.rollback();
            throw e;
          }
        });
  }

  /** Discards uncommitted changes, as after a crash, and waits for running merges. */
  @Override
  public void close() {
    unchecked(
        folder,
        () -> {
          Directory directory = writer.getDirectory();
          if (uncommitted) {
            writer.rollback();
          }
          writer.close();
          directory.close();
          return null;
        });
  }
}
