package org.needledrop.failure;

import java.nio.file.Path;

/**
 * The file is intact, but in a format that Needledrop cannot read or write (DRM, wrong extension,
 * no tags).
 */
public final class UnsupportedFormat extends TrackFailure {
  public UnsupportedFormat(Path track, Stage stage, String reason) {
    this(track, stage, reason, null);
  }

  public UnsupportedFormat(Path track, Stage stage, String reason, Throwable cause) {
    super(track, stage, reason, cause);
  }
}
