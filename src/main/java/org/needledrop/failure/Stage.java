package org.needledrop.failure;

import java.util.Locale;

/** Where in the flow a track failed; every {@link TrackFailure} names one. */
public enum Stage {
  /** Fetching it from where it is stored. */
  FETCH,
  HASH,
  DECODE,
  SCORE,
  WRITE,
  INDEX,
  /** Somewhere in the whole of it. */
  TAG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
