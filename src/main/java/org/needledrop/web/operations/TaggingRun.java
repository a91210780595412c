package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tagging.UndoReport;

/** The progress of tagging or restoring many files. Thread-safe. */
final class TaggingRun {

  private static final int FAILURES_KEPT = 100;

  /** The state; see {@code Run} in the contract. */
  enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /** JSON form; {@code changed} files were written or restored. */
  record View(String id, String state, int tracks, int done, int changed, List<String> failures) {}

  private final String id = UUID.randomUUID().toString();
  private final List<String> failures = new ArrayList<>();
  private final List<Path> changed = new ArrayList<>();
  private State state = State.RUNNING;
  private int tracks;
  private int done;
  private boolean cancelled;

  String id() {
    return id;
  }

  synchronized void begin(int count) {
    tracks = count;
  }

  synchronized void add(TrackReport report) {
    switch (report.outcome()) {
      case TrackOutcome.Finished finished ->
          finish(report.track().target(), finished.status() == TrackOutcome.Status.TAGGED);
      case TrackOutcome.Failed(TrackFailure failure) -> fail(failure);
    }
  }

  synchronized void add(UndoReport report) {
    report
        .failure()
        .ifPresentOrElse(
            this::fail, () -> finish(report.file(), report.status() == UndoReport.Status.RESTORED));
  }

  private void finish(Path file, boolean isChanged) {
    done++;
    if (isChanged) {
      changed.add(file);
    }
  }

  private void fail(TrackFailure failure) {
    done++;
    note(failure.getMessage());
  }

  private void note(String failure) {
    if (failures.size() < FAILURES_KEPT) {
      failures.add(failure);
    }
  }

  /** Stops the run after the tracks in progress. */
  synchronized void cancel() {
    cancelled = true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized void end() {
    state = cancelled && done < tracks ? State.CANCELLED : State.DONE;
  }

  synchronized void fail(String why) {
    note(why);
    state = State.FAILED;
  }

  /** Returns the files that were written or restored so far. */
  synchronized List<Path> changed() {
    return List.copyOf(changed);
  }

  synchronized View view() {
    return new View(
        id,
        state.name().toLowerCase(Locale.ROOT),
        tracks,
        done,
        changed.size(),
        List.copyOf(failures));
  }
}
