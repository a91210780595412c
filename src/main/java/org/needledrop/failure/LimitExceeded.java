package org.needledrop.failure;

import java.nio.file.Path;

/** A safety limit was exceeded: duration, time, memory or output size. */
public final class LimitExceeded extends TrackFailure {
  public LimitExceeded(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public LimitExceeded(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }

  /** Returns the failure of a track for which the Java heap was too small. */
  public static LimitExceeded memory(Path track, Stage stage, OutOfMemoryError cause) {
    long mib = Runtime.getRuntime().maxMemory() >> 20;
    return new LimitExceeded(
        track,
        stage,
        "not enough memory left of Java's %d MiB; try fewer --jobs".formatted(mib),
        cause);
  }
}
