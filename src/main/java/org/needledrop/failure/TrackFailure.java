package org.needledrop.failure;

import java.nio.file.Path;

/**
 * One track could not be worked on. The message names the track, the stage and what to do, so that
 * it can be printed as it is; the batch goes on with the next track.
 */
public abstract sealed class TrackFailure extends RuntimeException
    permits MalformedAudio,
        UnsupportedFormat,
        LimitExceeded,
        StorageConflict,
        WorkerUnavailable,
        UnexpectedFailure {
  private final Path track;
  private final Stage stage;
  private final String reason;

  TrackFailure(Path track, Stage stage, String reason, Throwable cause) {
    super(track + ": " + stage + ": " + reason, cause);
    this.track = track;
    this.stage = stage;
    this.reason = reason;
  }

  public Path track() {
    return track;
  }

  public Stage stage() {
    return stage;
  }

  /** The message without track and stage. */
  public String reason() {
    return reason;
  }
}
