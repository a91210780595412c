package org.needledrop.scoring;

/** No worker answered in time; the same snippets may be scored later. */
public final class ScoringUnavailable extends RuntimeException {

  private final boolean refused;

  public ScoringUnavailable(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param refused whether a worker answered that it has no time
   */
  public ScoringUnavailable(String message, Throwable cause, boolean refused) {
    super(message, cause);
    this.refused = refused;
  }

  /** Whether a worker is there and well, but has no time. */
  public boolean isRefused() {
    return refused;
  }
}
