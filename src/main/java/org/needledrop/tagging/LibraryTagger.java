package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.needledrop.similarity.SimilarityIndex;

/** Tags many tracks side by side. */
public final class LibraryTagger {

  /** What a kill costs at the most is to index so many tracks again, from the journal. */
  private static final int TRACKS_PER_COMMIT = 500;

  private final TrackTagger tagger;
  private final SimilarityIndex index;
  private final Journal journal;

  public LibraryTagger(TrackTagger tagger, SimilarityIndex index, Journal journal) {
    this.tagger = tagger;
    this.index = index;
    this.journal = journal;
  }

  /**
   * Tags all tracks, whatever happens to one of them.
   *
   * @param jobs how many tracks at a time
   * @param reports gets one report a track as each is finished, one at a time
   */
  public void tag(List<Track> tracks, int jobs, Consumer<TrackReport> reports) {
    tagger.indexWhatAKilledRunDidNot();
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      CompletionService<TrackReport> finished = new ExecutorCompletionService<>(executor);
      tracks.forEach(track -> finished.submit(() -> tagger.tag(track)));
      List<Path> uncommitted = new ArrayList<>();
      for (int count = 1; count <= tracks.size(); count++) {
        TrackReport report = next(finished, executor);
        uncommitted.add(report.track().target());
        if (count % TRACKS_PER_COMMIT == 0 || count == tracks.size()) {
          commit(uncommitted);
        }
        reports.accept(report);
      }
    }
  }

  private static TrackReport next(
      CompletionService<TrackReport> finished, ExecutorService executor) {
    try {
      return finished.take().get();
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; run it again to go on from here");
    } catch (ExecutionException e) {
      executor.shutdownNow();
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Only what is known to be in the index is noted as indexed: other threads go on meanwhile. */
  private void commit(List<Path> files) {
    index.commit();
    files.forEach(journal.entries()::indexed);
    files.clear();
  }
}
