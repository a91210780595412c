package org.needledrop.failure;

import java.nio.file.Path;

/** What should not happen, a full disk or a fault of our own; it costs this track and no other. */
public final class UnexpectedFailure extends TrackFailure {
  public UnexpectedFailure(Path track, Stage stage, RuntimeException cause) {
    super(track, stage, cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
