package org.needledrop.web.operations;

import java.util.List;
import java.util.function.Consumer;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.FileTagger;
import org.needledrop.tagging.LibraryTagger;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tagging.TrackTagger;
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
      TrackTagger tagger = tagger(library.journal(), index, library.analyzer(), options);
      new LibraryTagger(tagger, index, library.journal()).tag(tracks, 1, reports);
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

  /** Returns what tagging would do, without writing. */
  TrackReport preview(
      Track track, Journal journal, TrackAnalyzer analyzer, TaggingOptions options) {
    if (!options.dryRun()) {
      throw new IllegalArgumentException("a preview requires dryRun");
    }
    TrackReport report = tagger(journal, SimilarityIndex.none(), analyzer, options).tag(track);
    report
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return report;
  }

  private TrackTagger tagger(
      Journal journal, SimilarityIndex index, TrackAnalyzer analyzer, TaggingOptions options) {
    FileTagger fileTagger = new FileTagger(library.audioHash(), journal, library.model(), options);
    return new TrackTagger(
        library.audioHash(), analyzer, fileTagger, index, journal, library.model(), options);
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
