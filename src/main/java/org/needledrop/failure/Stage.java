package org.needledrop.failure;

import java.util.Locale;

/** The stage in which a track failed; every {@link TrackFailure} has one. */
public enum Stage {
  /** Reading the track from its store. */
  FETCH,
  HASH,
  DECODE,
  SCORE,
  WRITE,
  INDEX,
  /** Any part of tagging a track. */
  TAG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
