package org.needledrop.failure;

import java.nio.file.Path;

/** No worker scored the track's snippets. The only failure that is worth retrying unchanged. */
public final class WorkerUnavailable extends TrackFailure {
  public WorkerUnavailable(Path track, RuntimeException cause) {
    super(track, Stage.SCORE, cause.getMessage(), cause);
  }
}
