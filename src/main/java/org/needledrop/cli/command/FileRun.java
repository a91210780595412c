package org.needledrop.cli.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tagging.Tagging;

/**
 * One run of {@code tag} on the files of a library.
 *
 * @param jobs number of tracks tagged in parallel
 */
record FileRun(Tagging tagging, Settings settings, int jobs, StoppableOutput output) {

  /** Tags the tracks, until no worker answers; returns the id of the run. */
  String tag(List<Track> tracks, Path library) {
    try (LibraryFolder held = LibraryFolder.hold(library);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(settings, library).open()) {
      String id = journal.runs().begin(Instant.now());
      tag(tracks, journal, index);
      return id;
    }
  }

  /**
   * Does everything but write.
   *
   * @param library read for what is known; empty if there is none
   */
  void preview(List<Track> tracks, Optional<Path> library) {
    try (Journal journal =
            library
                .map(LibraryFolder::journal)
                .map(Journal::readOnlyCopy)
                .orElseGet(Journal::inMemory);
        SimilarityIndex index = LuceneIndex.inMemory()) {
      tag(tracks, journal, index);
    }
  }

  private void tag(List<Track> tracks, Journal journal, SimilarityIndex index) {
    WorkerWait workers = new WorkerWait(output::warn);
    tagging
        .libraryTagger(journal, index)
        .tag(
            tracks,
            jobs,
            () -> output.mayGoOn() && workers.mayGoOn(),
            report -> {
              workers.note(report);
              output.add(report);
            });
  }
}
