package org.needledrop.cli.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.TrackArguments;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Exclusions;
import org.needledrop.library.FileState;
import org.needledrop.library.StableFiles;
import org.needledrop.library.Track;
import org.needledrop.library.TrackFiles;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tagging.TrackReport;

/**
 * Watches a folder of tracks by polling: unlike inotify, this also works on network and FUSE file
 * systems.
 */
public final class WatchedFolder implements WatchRound {

  /** Monotonic, so that changes of the system time do not matter. */
  private static final InstantSource CLOCK = () -> Instant.EPOCH.plusNanos(System.nanoTime());

  private final Path folder;
  private final Optional<Path> copies;
  private final Path library;
  private final StableFiles settled;
  private final Run run;
  private boolean hadTracks;

  /**
   * Parameters for tagging.
   *
   * @param jobs number of tracks tagged in parallel
   */
  public record Run(
      Tagging tagging, Exclusions exclusions, Settings settings, int jobs, TagOutput output) {}

  /**
   * @param copies folder for tagged copies; empty to tag in place
   * @param library folder that contains {@code .needledrop}
   */
  public WatchedFolder(
      Path folder, Optional<Path> copies, Path library, StableFiles settled, Run run) {
    this.folder = folder.toAbsolutePath().normalize();
    this.copies = copies;
    this.library = library;
    this.settled = settled;
    this.run = run;
  }

  @Override
  public void go(StopSignal stop, WarningsOnce troubles) {
    List<FileState> files = look(troubles);
    // An unmounted disk leaves an empty folder: keep the state until tracks appear.
    if (files.isEmpty()) {
      if (hadTracks) {
        troubles.warn(folder + " is now empty; waiting for its tracks (is a disk unmounted?)");
      }
      return;
    }
    hadTracks = true;
    List<FileState> ready = settled.ready(CLOCK.instant(), files);
    if (!ready.isEmpty()) {
      tag(ready, stop, troubles);
    }
  }

  private List<FileState> look(WarningsOnce troubles) {
    return Files.isDirectory(folder)
        ? TrackFiles.statesBelow(
            folder, copies, run.exclusions(), failure -> troubles.warn(failure.getMessage()))
        : List.of();
  }

  private void tag(List<FileState> ready, StopSignal stop, WarningsOnce troubles) {
    Map<Path, FileState> seen =
        ready.stream().collect(Collectors.toMap(FileState::path, Function.identity()));
    List<Track> tracks =
        ready.stream().map(file -> TrackArguments.track(folder, file.path(), copies)).toList();
    AtomicBoolean noWorker = new AtomicBoolean();
    tag(
        tracks,
        () -> !stop.isWanted() && !noWorker.get(),
        report -> {
          if (report.outcome() instanceof TrackOutcome.Failed(WorkerUnavailable none)) {
            noWorker.set(true);
            troubles.warn("no worker", none.getMessage());
          } else {
            done(seen.get(report.track().source()), report);
          }
        });
  }

  private void tag(List<Track> tracks, BooleanSupplier mayGoOn, Consumer<TrackReport> reports) {
    try (LibraryFolder held = LibraryFolder.hold(library);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(run.settings(), library).open()) {
      journal.runs().begin(Instant.now());
      run.tagging().libraryTagger(journal, index).tag(tracks, run.jobs(), mayGoOn, reports);
    }
  }

  /** Marks a file as done unless it changed meanwhile or vanished; those are tried again. */
  private void done(FileState seen, TrackReport report) {
    boolean written = report.is(Status.TAGGED) && report.track().isInPlace();
    FileState.ofExisting(seen.path())
        .filter(now -> written || now.equals(seen))
        .ifPresent(settled::left);
    if (!report.is(Status.UNCHANGED)) {
      run.output().add(report);
    }
  }
}
