package org.needledrop.failure;

import java.nio.file.Path;

/** No worker scored the track's snippets; the only failure that goes away by itself. */
public final class WorkerUnavailable extends TrackFailure {
  public WorkerUnavailable(Path track, RuntimeException cause) {
    super(track, Stage.SCORE, cause.getMessage(), cause);
  }
}
