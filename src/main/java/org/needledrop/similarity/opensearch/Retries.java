package org.needledrop.similarity.opensearch;

import java.time.Duration;
import org.needledrop.failure.Backoff;

/** Pauses between retries, about 11 s in total: longer than a cluster needs to replace a node. */
final class Retries {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(4));
  private static final int MAX_RETRIES = 8;

  private int retries;

  /** Waits for the next pause and returns true; returns false at once if all are used up. */
  boolean pause() {
    if (retries == MAX_RETRIES) {
      return false;
    }
    retries++;
    try {
      Thread.sleep(BACKOFF.pause(retries));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }
}
