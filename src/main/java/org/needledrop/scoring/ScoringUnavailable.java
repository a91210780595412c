package org.needledrop.scoring;

/** No worker answered in time; the same snippets may be scored later. */
public final class ScoringUnavailable extends RuntimeException {

  public ScoringUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
