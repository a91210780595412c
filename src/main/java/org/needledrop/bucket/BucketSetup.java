package org.needledrop.bucket;

import java.nio.file.Path;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;

/**
 * Where objects are read and written, and which.
 *
 * @param filter which objects are tracks
 * @param destination where tagged objects are written
 * @param scratch folder with space for the objects in progress
 * @param dryRun whether to write nothing
 */
public record BucketSetup(
    ObjectStore store,
    BucketRecords records,
    ObjectFilter filter,
    Destination destination,
    Path scratch,
    boolean dryRun) {

  /** Returns whether an object is to be tagged, judged by its key. */
  boolean wants(ObjectKey object) {
    return filter.wants(object) && !destination.holds(object);
  }
}
