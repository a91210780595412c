package org.needledrop.storage;

import java.util.Optional;

/**
 * Description of an object in the store.
 *
 * @param etag changes whenever the content does
 * @param attributes metadata to keep for a new version; none if only ETag and size were requested
 * @param archived archive of the object; empty if it can be read
 */
public record StoredObject(
    ObjectKey key,
    String etag,
    long bytes,
    ObjectAttributes attributes,
    Optional<Archived> archived) {

  /** Creates an object that can be read. */
  public StoredObject(ObjectKey key, String etag, long bytes, ObjectAttributes attributes) {
    this(key, etag, bytes, attributes, Optional.empty());
  }

  /** Returns the object with the lock for its next version. */
  public StoredObject withLock(ObjectLock lock) {
    return new StoredObject(key, etag, bytes, attributes.withLock(lock), archived);
  }
}
