package org.needledrop.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An object store. Thread-safe. All methods throw a {@link StorageFailure} if the store fails. */
public interface ObjectStore extends AutoCloseable {

  /** Returns ETag, size and archive state, without attributes; empty if there is no such object. */
  Optional<StoredObject> head(ObjectKey key);

  /** Returns up to {@code bytes} bytes from the start of an object. */
  byte[] start(ObjectKey key, int bytes);

  /**
   * Downloads an object into a file.
   *
   * @return the object with its attributes
   * @throws StorageFailure.Changed if its ETag has changed
   * @throws StorageFailure.Missing if it is gone
   */
  StoredObject download(ObjectKey key, String etag, Path file);

  /**
   * Uploads a file atomically.
   *
   * @return the ETag of the new version
   * @throws StorageFailure.Changed if the condition does not hold
   */
  String upload(Path file, ObjectKey target, ObjectAttributes attributes, WriteCondition condition);

  /**
   * Returns the lock of an object, to apply it to the next version.
   *
   * @throws StorageFailure.Refused if the bucket uses locks and reading them is not permitted
   */
  ObjectLock lock(ObjectKey key);

  /** Content of a small object. */
  record Content(byte[] bytes, String etag) {}

  /** Reads a small object; empty if there is none. */
  Optional<Content> read(ObjectKey key);

  /**
   * Writes a small object.
   *
   * @return the ETag of the new version
   * @throws StorageFailure.Changed if the condition does not hold
   */
  String write(ObjectKey key, byte[] content, WriteCondition condition);

  /**
   * Lists the objects with a prefix, without attributes. The stream is lazy, page by page, and may
   * throw a {@link StorageFailure} while it is read.
   *
   * @param prefix prefix; its key may be empty
   */
  Stream<StoredObject> list(ObjectKey prefix);

  @Override
  void close();
}
