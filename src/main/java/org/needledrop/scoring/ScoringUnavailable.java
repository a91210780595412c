package org.needledrop.scoring;

/** No worker answered in time; a later retry may succeed. */
public final class ScoringUnavailable extends RuntimeException {

  private final boolean refused;

  public ScoringUnavailable(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param refused whether a worker rejected the request because it is busy
   */
  public ScoringUnavailable(String message, Throwable cause, boolean refused) {
    super(message, cause);
    this.refused = refused;
  }

  /** Returns whether a worker is healthy but busy. */
  public boolean isRefused() {
    return refused;
  }
}
