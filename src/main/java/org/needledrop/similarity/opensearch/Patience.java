package org.needledrop.similarity.opensearch;

/** Increasing pauses, about 12 s in total: longer than a cluster needs to replace a lost node. */
final class Patience {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 3_000;
  private static final int PAUSES = 8;

  private int pauses;

  /** Waits for the next pause and returns true; returns false at once if all are used up. */
  boolean pause() {
    if (pauses == PAUSES) {
      return false;
    }
    try {
      Thread.sleep(Math.min(LONGEST_MILLIS, FIRST_MILLIS << pauses));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    pauses++;
    return true;
  }
}
