package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.TagUndo;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tagging.UndoReport;
import org.needledrop.tags.file.WriteOptions;
import org.needledrop.web.http.Problem;

/**
 * Writes files, journal and index, one request after the other. Locks the library only while
 * writing, so that other commands can tag as well.
 */
public final class LibraryWriter {

  private final ServedLibrary library;

  public LibraryWriter(ServedLibrary library) {
    this.library = library;
  }

  /**
   * Tags files of the library.
   *
   * @throws Problem 409 if another process has locked the library
   */
  public synchronized void tag(
      List<Track> tracks, TaggingOptions options, Consumer<TrackReport> reports) {
    try (LibraryFolder _ = hold();
        SimilarityIndex index = library.index().writer().get()) {
      new Tagging(library.setup(), options)
          .libraryTagger(library.journal(), index)
          .tag(tracks, 1, reports);
    }
  }

  /** Restores the tags that files had before Needledrop; throws like {@link #tag}. */
  synchronized List<UndoReport> undo(List<Path> files) {
    try (LibraryFolder _ = hold()) {
      TagUndo undo =
          new TagUndo(
              library.audioHash(),
              library.journal(),
              TagUndo.Options.all(false),
              WriteOptions.defaults());
      return files.stream().map(undo::undo).toList();
    }
  }

  /** Removes a track from the index; throws like {@link #tag}. */
  void forget(String audioHash) {
    write(
        index -> {
          index.delete(audioHash);
          index.commit();
        });
  }

  /** Runs a change of the index; throws like {@link #tag}. */
  public synchronized void write(Consumer<SimilarityIndex> change) {
    try (LibraryFolder _ = hold();
        SimilarityIndex index = library.index().writer().get()) {
      change.accept(index);
    }
  }

  private LibraryFolder hold() {
    try {
      return LibraryFolder.hold(library.folder());
    } catch (IllegalStateException e) {
      throw new Problem(
          409, "another Needledrop process is writing to the library; try again later");
    }
  }
}
