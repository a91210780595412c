package org.needledrop.failure;

import java.nio.file.Path;

/** The audio ends in the middle, as after an interrupted download or copy. */
public final class CutOffAudio extends MalformedAudio {
  public CutOffAudio(Path track, Stage stage, String reason) {
    super(track, stage, reason);
  }
}
