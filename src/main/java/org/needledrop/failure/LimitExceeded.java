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

  /** Of one track, however long: what others hold of Java's memory is theirs. */
  public static LimitExceeded memory(Path track, Stage stage, OutOfMemoryError cause) {
    long mib = Runtime.getRuntime().maxMemory() >> 20;
    return new LimitExceeded(
        track,
        stage,
        "needs more memory than Java has left of its %d MiB; try it with fewer jobs".formatted(mib),
        cause);
  }
}
