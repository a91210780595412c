package org.needledrop.failure;

import java.nio.file.Path;

/** The file cannot be read: permissions, or the disk failed. It may be readable later. */
public final class UnreadableFile extends TrackFailure {
  public UnreadableFile(Path track, Stage stage, String reason) {
    super(track, stage, reason, null);
  }

  public UnreadableFile(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
