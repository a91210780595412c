package org.needledrop.failure;

import java.nio.file.Path;

/** A safety limit was met: duration, time, memory or output size. */
public final class LimitExceeded extends TrackFailure {
  public LimitExceeded(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public LimitExceeded(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
