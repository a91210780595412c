package org.needledrop.storage;

import java.util.Optional;

/**
 * An object as the store describes it.
 *
 * @param etag changes whenever the content does
 * @param attributes all that a new content is to keep; none where only etag and size were asked for
 * @param archived why its content cannot be read now; empty where it can
 */
public record StoredObject(
    ObjectKey key,
    String etag,
    long bytes,
    ObjectAttributes attributes,
    Optional<Archived> archived) {

  /** An object that can be read. */
  public StoredObject(ObjectKey key, String etag, long bytes, ObjectAttributes attributes) {
    this(key, etag, bytes, attributes, Optional.empty());
  }

  /** Its next content is to be locked so. */
  public StoredObject withLock(ObjectLock lock) {
    return new StoredObject(key, etag, bytes, attributes.withLock(lock), archived);
  }
}
