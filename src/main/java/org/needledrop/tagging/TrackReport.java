package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Track;

/** A track and what became of it. */
public record TrackReport(Track track, TrackOutcome outcome) {

  public static TrackReport failed(Track track, TrackFailure failure) {
    return new TrackReport(track, new TrackOutcome.Failed(failure));
  }

  /** Returns whether it did not fail, and its file now has the status. */
  public boolean is(TrackOutcome.Status status) {
    return finished().filter(finished -> finished.status() == status).isPresent();
  }

  /** Returns what was done; empty if it failed. */
  public Optional<TrackOutcome.Finished> finished() {
    return outcome instanceof TrackOutcome.Finished finished
        ? Optional.of(finished)
        : Optional.empty();
  }
}
