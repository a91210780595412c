package org.needledrop.similarity.opensearch;

/** Waits ever longer, about 12 s in all: longer than a cluster needs to replace a lost node. */
final class Patience {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 3_000;
  private static final int PAUSES = 8;

  private int pauses;

  /** Waits; false, at once, when it has been enough. */
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
