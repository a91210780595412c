package org.needledrop.failure;

import java.nio.file.Path;

/**
 * One track failed. The message contains the track and what to do, ready to be printed; the batch
 * continues with the next track.
 */
public abstract sealed class TrackFailure extends RuntimeException
    permits MalformedAudio,
        UnsupportedFormat,
        LimitExceeded,
        StorageConflict,
        MissingFile,
        UnreadableFile,
        WorkerUnavailable,
        UnexpectedFailure {
  private final Path track;
  private final Stage stage;
  private final String reason;

  TrackFailure(Path track, Stage stage, String reason, Throwable cause) {
    super(track + ": " + reason, cause);
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

  /**
   * Returns whether the same file would fail again in the same program, so that a retry is
   * pointless. An exceeded limit may be raised, and everything else may pass.
   */
  public final boolean isLasting() {
    return switch (this) {
      case MalformedAudio _, UnsupportedFormat _ -> true;
      case LimitExceeded _,
          StorageConflict _,
          MissingFile _,
          UnreadableFile _,
          WorkerUnavailable _,
          UnexpectedFailure _ ->
          false;
    };
  }

  /** Returns the message without the track. */
  public String reason() {
    return reason;
  }
}
