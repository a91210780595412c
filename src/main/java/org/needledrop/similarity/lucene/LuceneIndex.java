package org.needledrop.similarity.lucene;

import static org.needledrop.similarity.lucene.LuceneFailure.unchecked;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/** Writes a similarity index with Lucene; one recording is one document. */
public final class LuceneIndex implements SimilarityIndex {

  private final IndexWriter writer;

  private LuceneIndex(Directory directory) {
    this.writer = unchecked(() -> new IndexWriter(directory, new IndexWriterConfig()));
  }

  /**
   * Opens the index in a folder, or makes it there.
   *
   * @throws UncheckedIOException when the folder cannot be written or another run has it open
   */
  public static LuceneIndex open(Path folder) {
    return new LuceneIndex(unchecked(() -> FSDirectory.open(folder)));
  }

  /** An index that is gone when it is closed. */
  public static LuceneIndex inMemory() {
    return new LuceneIndex(new ByteBuffersDirectory());
  }

  @Override
  public void put(IndexedTrack track) {
    Term recording = new Term(TrackDocument.AUDIO_HASH, track.audioHash());
    unchecked(() -> writer.updateDocument(recording, TrackDocument.of(track)));
  }

  @Override
  public void commit() {
    unchecked(writer::commit);
  }

  @Override
  public void close() {
    unchecked(
        () -> {
          writer.close();
          writer.getDirectory().close();
          return null;
        });
  }
}
