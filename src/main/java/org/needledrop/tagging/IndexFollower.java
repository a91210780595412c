package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.audio.Metadata;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.library.Track;
import org.needledrop.similarity.IndexRejectedTracks;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/**
 * Makes the similarity index follow the journal. Many threads may {@link #put}; one thread calls
 * the other methods. A track counts as indexed once it is noted and committed; until then a later
 * run indexes it again.
 */
final class IndexFollower {

  private final SimilarityIndex index;
  private final Journal journal;
  private final IndexEntries entries;
  private final List<Path> uncommitted = new ArrayList<>();

  IndexFollower(SimilarityIndex index, Journal journal, IndexEntries entries) {
    this.index = index;
    this.journal = journal;
    this.entries = entries;
  }

  /** Indexes what a killed run has written into files but not into the index. */
  void recover() {
    for (JournalEntry entry : journal.entries().unindexed()) {
      Optional<IndexedTrack> track = entries.of(entry);
      if (track.isPresent()) {
        index.put(track.get());
        note(entry.file());
      }
    }
  }

  /** Returns whether the track's tagged file is in the index. */
  boolean has(Track track) {
    return journal.entries().isIndexed(track.target());
  }

  /**
   * Indexes a track.
   *
   * @throws UnexpectedFailure if the index fails
   */
  void put(Track track, Metadata metadata, DecidedAnalysis decided) {
    try {
      index.put(entries.of(track.target().toString(), metadata, decided));
    } catch (RuntimeException e) {
      throw new UnexpectedFailure(track.source(), Stage.INDEX, e);
    }
  }

  /** Notes that a file is finished; the next commit marks it as indexed. */
  void note(Path file) {
    uncommitted.add(file);
  }

  /**
   * Commits the index and marks the noted files as indexed, but those that the index rejected.
   *
   * @return what the index rejected
   */
  Optional<IndexRejectedTracks> commit() {
    Optional<IndexRejectedTracks> rejected = Optional.empty();
    try {
      index.commit();
    } catch (IndexRejectedTracks e) {
      uncommitted.removeIf(file -> e.includes(file.toString()));
      rejected = Optional.of(e);
    }
    uncommitted.forEach(journal.entries()::indexed);
    uncommitted.clear();
    return rejected;
  }
}
