package org.needledrop.failure;

import java.nio.file.Path;

/** There is no such file. */
public final class MissingFile extends TrackFailure {
  public MissingFile(Path track, Stage stage, Throwable cause) {
    super(track, stage, "no such file", cause);
  }
}
