package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.TrackFailure;

/** The result of undo for one file. */
public record UndoReport(
    Path file, Status status, Optional<TagChange> change, Optional<TrackFailure> failure) {

  public enum Status {
    RESTORED,
    /** Needledrop never wrote the file, or its original tags are already restored. */
    NOTHING_TO_UNDO,
    /** Failed; the file is unchanged. */
    FAILED
  }
}
