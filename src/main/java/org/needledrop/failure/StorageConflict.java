package org.needledrop.failure;

import java.nio.file.Path;

/**
 * The file changed, or could not be read or written, while it was being worked on; nothing was
 * replaced.
 */
public final class StorageConflict extends TrackFailure {
  public StorageConflict(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public StorageConflict(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
