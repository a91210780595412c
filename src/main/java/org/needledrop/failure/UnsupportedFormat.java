package org.needledrop.failure;

import java.nio.file.Path;

/**
 * The file is sound, but of a kind that Needledrop cannot read or write (DRM, misnamed, no tags).
 */
public final class UnsupportedFormat extends TrackFailure {
  public UnsupportedFormat(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public UnsupportedFormat(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
