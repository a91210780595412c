package org.needledrop.failure;

import java.nio.file.Path;

/** The file changed while it was being tagged, or could not be written; it was not replaced. */
public final class StorageConflict extends TrackFailure {
  public StorageConflict(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public StorageConflict(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
