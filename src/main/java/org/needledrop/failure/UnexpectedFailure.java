package org.needledrop.failure;

import java.nio.file.Path;

/** An unexpected error, such as a full disk or a bug. Only this track fails. */
public final class UnexpectedFailure extends TrackFailure {
  public UnexpectedFailure(Path track, Stage stage, RuntimeException cause) {
    super(track, stage, cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
