package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.TrackFailure;

/** The result of undo for one file. */
public record UndoReport(
    Path file, Status status, Optional<TagChange> change, Optional<TrackFailure> failure) {

  public enum Status {
    /** Every byte is as before Needledrop. */
    RESTORED,
    /**
     * The fields are as before; other bytes, such as padding, may differ. So it is after another
     * program has changed the file, or if an earlier version of Needledrop wrote it.
     */
    RESTORED_FIELDS,
    /** Needledrop never wrote the file, or its original tags are already restored. */
    NOTHING_TO_UNDO,
    /** Failed; the file is unchanged. */
    FAILED
  }

  /** Returns the report of a file that could not be read. */
  public static UndoReport failed(TrackFailure failure) {
    return new UndoReport(failure.track(), Status.FAILED, Optional.empty(), Optional.of(failure));
  }
}
