package org.needledrop.failure;

import java.nio.file.Path;

/** The file is damaged, truncated, empty or not audio at all. */
public sealed class MalformedAudio extends TrackFailure permits CutOffAudio {
  public MalformedAudio(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public MalformedAudio(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
