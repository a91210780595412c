package org.needledrop.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a version of an object from being deleted (S3 User Guide, "Locking objects with Object
 * Lock"). Each version has its own: a new one has only what it is given.
 *
 * @param retention empty where there is none, or its time is over
 */
public record ObjectLock(Optional<Retention> retention, boolean legalHold) {

  public static final ObjectLock NONE = new ObjectLock(Optional.empty(), false);

  /**
   * Until when.
   *
   * @param mode {@code GOVERNANCE}, or {@code COMPLIANCE}, which nobody can shorten
   */
  public record Retention(String mode, Instant until) {

    public boolean isCompliance() {
      return mode.equals("COMPLIANCE");
    }
  }
}
