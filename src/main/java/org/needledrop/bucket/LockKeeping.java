package org.needledrop.bucket;

import java.nio.file.Path;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;

/**
 * Which lock the tagged version of an object gets: that of the version it follows. A retention in
 * COMPLIANCE mode is not handed on, as nobody could take it back, not even the account's owner (S3
 * User Guide, "Object Lock: retention modes").
 */
record LockKeeping(ObjectStore store, Destination destination) {

  private static final String INSTEAD =
      "; write tagged copies instead (NEEDLEDROP_COPIES or --out)";

  /**
   * @param file where the object is fetched to
   * @throws LimitExceeded when the object is not to be tagged in place
   */
  ObjectLock lock(ObjectKey object, Path file) {
    if (destination.of(object).isPresent()) {
      return ObjectLock.NONE; // a copy leaves the object as it is
    }
    ObjectLock lock = store.lock(object);
    lock.retention()
        .filter(ObjectLock.Retention::isCompliance)
        .ifPresent(
            retention -> {
              throw new LimitExceeded(
                  file,
                  Stage.FETCH,
                  "locked in COMPLIANCE mode until %s, and a tagged version would be"
                          .formatted(retention.until())
                      + INSTEAD);
            });
    return lock;
  }
}
