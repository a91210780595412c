package org.needledrop.tagging;

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
import org.needledrop.library.Track;
import org.needledrop.similarity.IndexRejectedTracks;

/** Tags many tracks in parallel. */
public final class LibraryTagger {

  /** Tracks per index commit; after a crash at most these are indexed again, from the journal. */
  private static final int TRACKS_PER_COMMIT = 500;

  private final TrackTagger tagger;
  private final IndexFollower index;

  LibraryTagger(TrackTagger tagger, IndexFollower index) {
    this.tagger = tagger;
    this.index = index;
  }

  /**
   * Tags all tracks; failures of single tracks do not stop it.
   *
   * @param jobs number of tracks in parallel
   * @param reports gets one report a track as each is finished, one at a time
   * @throws IndexRejectedTracks after all tracks, if the index rejected some
   */
  public void tag(List<Track> tracks, int jobs, Consumer<TrackReport> reports) {
    tag(tracks, jobs, () -> true, reports);
  }

  /**
   * Tags tracks until {@code mayGoOn} returns false; those already begun are finished. Exceptions
   * of the index, the journal or {@code reports} stop it immediately.
   *
   * @param jobs number of tracks in parallel
   * @param mayGoOn called before each track, by many threads
   * @param reports gets one report a track as each is finished; calls do not overlap. None for
   *     tracks that were not begun
   * @throws IndexRejectedTracks after all tracks, if the index rejected some
   */
  public void tag(
      List<Track> tracks, int jobs, BooleanSupplier mayGoOn, Consumer<TrackReport> reports) {
    index.recover();
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      CompletionService<Optional<TrackReport>> finished = new ExecutorCompletionService<>(executor);
      tracks.forEach(track -> finished.submit(() -> tagIf(mayGoOn, track)));
      try {
        collect(finished, tracks.size(), reports);
      } catch (RuntimeException | Error e) {
        executor.shutdownNow(); // close() would wait for all tracks
        throw e;
      }
    }
  }

  private void collect(
      CompletionService<Optional<TrackReport>> finished,
      int tracks,
      Consumer<TrackReport> reports) {
    List<IndexRejectedTracks> refusals = new ArrayList<>();
    for (int count = 1; count <= tracks; count++) {
      Optional<TrackReport> report = next(finished);
      report
          .filter(one -> one.finished().isPresent())
          .ifPresent(one -> index.note(one.track().target()));
      report.ifPresent(reports);
      if (count % TRACKS_PER_COMMIT == 0 || count == tracks) {
        index.commit().ifPresent(refusals::add);
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
}
