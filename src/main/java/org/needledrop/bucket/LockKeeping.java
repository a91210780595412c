package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;

/**
 * Determines the lock of a tagged version: that of the version it replaces. A retention in
 * COMPLIANCE mode is not copied, as nobody could remove it, not even the account's owner (S3 User
 * Guide, "Object Lock: retention modes").
 */
record LockKeeping(ObjectStore store, Destination destination) {

  private static final String INSTEAD =
      "; write tagged copies instead (NEEDLEDROP_COPIES or --out)";

  /**
   * @param file file that the object is downloaded to
   * @throws LimitExceeded if the object must not be tagged in place
   */
  ObjectLock lock(ObjectKey object, Path file) {
    if (destination.of(object).isPresent()) {
      return ObjectLock.NONE; // a copy does not touch the object
    }
    ObjectLock lock = store.lock(object);
    Optional<ObjectLock.Retention> compliance =
        lock.retention().filter(ObjectLock.Retention::isCompliance);
    if (compliance.isPresent()) {
      throw new LimitExceeded(
          file,
          Stage.FETCH,
          "locked in COMPLIANCE mode until %s, and a tagged version would be"
                  .formatted(compliance.get().until())
              + INSTEAD);
    }
    return lock;
  }
}
