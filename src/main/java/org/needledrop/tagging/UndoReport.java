package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.TrackFailure;

/** What undo did with one file. */
public record UndoReport(
    Path file, Status status, Optional<TagChange> change, Optional<TrackFailure> failure) {

  public enum Status {
    RESTORED,
    /** Needledrop never wrote into it, or it stands there as it was before. */
    NOTHING_TO_UNDO,
    /** See the failure; the file is untouched. */
    FAILED
  }
}
