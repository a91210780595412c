package org.needledrop.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps objects. Safe for use by many threads. Each method throws a {@link StorageFailure} when the
 * store does not do what it is asked for.
 */
public interface ObjectStore extends AutoCloseable {

  /** Etag, size and archive of an object, without attributes; empty when there is none. */
  Optional<StoredObject> head(ObjectKey key);

  /** The first bytes of an object, at most so many. */
  byte[] start(ObjectKey key, int bytes);

  /**
   * Fetches an object into a file.
   *
   * @return the object with its attributes
   * @throws StorageFailure.Changed when its etag is another by now
   * @throws StorageFailure.Missing when it is gone
   */
  StoredObject download(ObjectKey key, String etag, Path file);

  /**
   * Writes a file into the store, whole or not at all.
   *
   * @return the etag of what was written
   * @throws StorageFailure.Changed when the condition does not hold
   */
  String upload(Path file, ObjectKey target, ObjectAttributes attributes, WriteCondition condition);

  /**
   * What keeps an object from being deleted, and is to keep the next content in its place.
   *
   * @throws StorageFailure.Refused when the bucket has such locks and nobody may ask for them
   */
  ObjectLock lock(ObjectKey key);

  /** A small object. */
  record Content(byte[] bytes, String etag) {}

  /** A small object; empty when there is none. */
  Optional<Content> read(ObjectKey key);

  /**
   * Writes a small object.
   *
   * @return the etag of what was written
   * @throws StorageFailure.Changed when the condition does not hold
   */
  String write(ObjectKey key, byte[] content, WriteCondition condition);

  /**
   * The objects whose keys begin so, without attributes. A page of them is fetched at a time, as
   * the stream is read, and a {@link StorageFailure} may come from there.
   *
   * @param prefix its key may be empty
   */
  Stream<StoredObject> list(ObjectKey prefix);

  @Override
  void close();
}
