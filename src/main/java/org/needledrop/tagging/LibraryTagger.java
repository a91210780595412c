package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.TracksRefused;

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
   * @throws TracksRefused after all, when the index did not take some
   */
  public void tag(List<Track> tracks, int jobs, Consumer<TrackReport> reports) {
    tag(tracks, jobs, () -> true, reports);
  }

  /**
   * Tags tracks as long as it may go on; those that are begun are finished. What the index, the
   * journal or {@code reports} throws ends it at once.
   *
   * @param jobs how many tracks at a time
   * @param mayGoOn asked before each track; called by many threads
   * @param reports gets one report a track as each is finished, one at a time; none for a track
   *     that was not begun
   * @throws TracksRefused after all, when the index did not take some
   */
  public void tag(
      List<Track> tracks, int jobs, BooleanSupplier mayGoOn, Consumer<TrackReport> reports) {
    List<Path> uncommitted = tagger.indexWhatAKilledRunDidNot();
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      CompletionService<Optional<TrackReport>> finished = new ExecutorCompletionService<>(executor);
      tracks.forEach(track -> finished.submit(() -> tagIf(mayGoOn, track)));
      try {
        collect(finished, tracks.size(), uncommitted, reports);
      } catch (RuntimeException | Error e) {
        executor.shutdownNow(); // closing it would wait for all tracks
        throw e;
      }
    }
  }

  private void collect(
      CompletionService<Optional<TrackReport>> finished,
      int tracks,
      List<Path> uncommitted,
      Consumer<TrackReport> reports) {
    List<TracksRefused> refusals = new ArrayList<>();
    for (int count = 1; count <= tracks; count++) {
      Optional<TrackReport> report = next(finished);
      report
          .filter(one -> one.failure().isEmpty())
          .ifPresent(one -> uncommitted.add(one.track().target()));
      report.ifPresent(reports);
      if (count % TRACKS_PER_COMMIT == 0 || count == tracks) {
        commit(uncommitted).ifPresent(refusals::add);
      }
    }
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
  }

  private Optional<TrackReport> tagIf(BooleanSupplier mayGoOn, Track track) {
    return mayGoOn.getAsBoolean() ? Optional.of(tagger.tag(track)) : Optional.empty();
  }

  private static Optional<TrackReport> next(CompletionService<Optional<TrackReport>> finished) {
    try {
      return finished.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted; run the command again to resume");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Only what is known to be in the index is noted as indexed: other threads go on meanwhile. */
  private Optional<TracksRefused> commit(List<Path> files) {
    Optional<TracksRefused> refusal = Optional.empty();
    try {
      index.commit();
    } catch (TracksRefused e) {
      files.removeIf(file -> e.concerns(file.toString()));
      refusal = Optional.of(e);
    }
    files.forEach(journal.entries()::indexed);
    files.clear();
    return refusal;
  }
}
