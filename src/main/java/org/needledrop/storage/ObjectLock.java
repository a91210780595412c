package org.needledrop.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * Protects a version of an object against deletion (S3 User Guide, "Locking objects with Object
 * Lock"). A new version does not inherit the lock.
 *
 * @param retention empty if there is none or it has expired
 */
public record ObjectLock(Optional<Retention> retention, boolean legalHold) {

  public static final ObjectLock NONE = new ObjectLock(Optional.empty(), false);

  /**
   * Retention mode and end.
   *
   * @param mode {@code GOVERNANCE}, or {@code COMPLIANCE}, which cannot be shortened
   */
  public record Retention(String mode, Instant until) {

    public boolean isCompliance() {
      return mode.equals("COMPLIANCE");
    }
  }
}
