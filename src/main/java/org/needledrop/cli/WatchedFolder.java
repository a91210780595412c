package org.needledrop.cli;

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
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.FileState;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.LibraryFolder;
import org.needledrop.tagging.SettledFiles;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.Track;
import org.needledrop.tagging.TrackFiles;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tagging.TrackReport.Status;

/**
 * A folder of tracks. It is listed again and again: unlike the kernel's notifications that works on
 * network and FUSE file systems, where others write.
 */
final class WatchedFolder implements WatchRound {

  /** Counts on evenly, whatever somebody sets the clock to. */
  private static final InstantSource CLOCK = () -> Instant.EPOCH.plusNanos(System.nanoTime());

  private final Path folder;
  private final Optional<Path> copies;
  private final Path library;
  private final SettledFiles settled;
  private final Tagging tagging;
  private boolean hadTracks;

  /**
   * How tracks are tagged.
   *
   * @param jobs tracks at a time
   */
  record Tagging(
      Studio studio, TaggingOptions options, Settings settings, int jobs, TagOutput output) {}

  /**
   * @param copies where tagged copies go; empty: tracks are tagged in place
   * @param library where {@code .needledrop} is
   */
  WatchedFolder(
      Path folder, Optional<Path> copies, Path library, SettledFiles settled, Tagging tagging) {
    this.folder = folder.toAbsolutePath().normalize();
    this.copies = copies;
    this.library = library;
    this.settled = settled;
    this.tagging = tagging;
  }

  @Override
  public void go(StopSignal stop, Troubles troubles) {
    List<FileState> files = look(troubles);
    // An unmounted disk leaves an empty folder: what is known is kept until there is something.
    if (files.isEmpty()) {
      if (hadTracks) {
        troubles.tell(folder + " has no tracks any more; waiting, as their disk may come back");
      }
      return;
    }
    hadTracks = true;
    List<FileState> ready = settled.ready(CLOCK.instant(), files);
    if (!ready.isEmpty()) {
      tag(ready, stop, troubles);
    }
  }

  private List<FileState> look(Troubles troubles) {
    return Files.isDirectory(folder)
        ? TrackFiles.statesBelow(folder, copies, failure -> troubles.tell(failure.getMessage()))
        : List.of();
  }

  private void tag(List<FileState> ready, StopSignal stop, Troubles troubles) {
    Map<Path, FileState> seen =
        ready.stream().collect(Collectors.toMap(FileState::path, Function.identity()));
    List<Track> tracks =
        ready.stream().map(file -> TrackArguments.track(folder, file.path(), copies)).toList();
    AtomicBoolean noWorker = new AtomicBoolean();
    tag(
        tracks,
        () -> !stop.isWanted() && !noWorker.get(),
        report -> {
          if (report.failure().orElse(null) instanceof WorkerUnavailable none) {
            noWorker.set(true);
            troubles.tell("no worker", none.getMessage());
          } else {
            done(seen.get(report.track().source()), report);
          }
        });
  }

  private void tag(List<Track> tracks, BooleanSupplier mayGoOn, Consumer<TrackReport> reports) {
    try (LibraryFolder held = LibraryFolder.hold(library);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(tagging.settings(), library).open()) {
      tagging
          .studio()
          .libraryTagger(tagging.options(), journal, index)
          .tag(tracks, tagging.jobs(), mayGoOn, reports);
    }
  }

  /** What was read while its disk went away is tried again when it is back. */
  private void done(FileState seen, TrackReport report) {
    boolean written = report.status() == Status.TAGGED && report.track().isInPlace();
    FileState.ofExisting(seen.path())
        .filter(now -> written || now.equals(seen))
        .ifPresent(settled::left);
    if (report.status() != Status.UNCHANGED) {
      tagging.output().add(report);
    }
  }
}
