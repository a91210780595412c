package org.needledrop.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;

/** A store of which one call, the n-th, does not end well. */
final class FaultyObjectStore implements ObjectStore {

  /** How. */
  enum Fault {
    /** The store has no time. */
    UNAVAILABLE,
    /** It is not permitted, or the store is full. */
    REFUSED,
    /** The store does it, but its answer is lost. */
    ANSWER_LOST,
    /** The process ends before the call reaches the store. */
    KILLED_BEFORE,
    /** The process ends before it has the answer. */
    KILLED_AFTER
  }

  private final ObjectStore store;
  private final int nth;
  private final Fault fault;
  private int calls;

  /**
   * @param nth from 1
   */
  FaultyObjectStore(ObjectStore store, int nth, Fault fault) {
    this.store = store;
    this.nth = nth;
    this.fault = fault;
  }

  boolean reached() {
    return calls >= nth;
  }

  private <T> T call(ObjectKey key, Supplier<T> step) {
    boolean ends = ++calls == nth;
    boolean done = !ends || fault == Fault.ANSWER_LOST || fault == Fault.KILLED_AFTER;
    T answer = done ? step.get() : null;
    if (!ends) {
      return answer;
    }
    switch (fault) {
      case UNAVAILABLE, ANSWER_LOST ->
          throw new StorageFailure.Unavailable(key, new IOException("timed out"));
      case REFUSED -> throw new StorageFailure.Refused(key, new IOException("access denied"));
      case KILLED_BEFORE, KILLED_AFTER -> throw new MemoryObjectStore.Killed();
    }
    throw new AssertionError(fault);
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    return call(key, () -> store.head(key));
  }

  @Override
  public byte[] start(ObjectKey key, int bytes) {
    return call(key, () -> store.start(key, bytes));
  }

  /** Half of it is there when it fails. */
  @Override
  public StoredObject download(ObjectKey key, String etag, Path file) {
    try {
      return call(key, () -> store.download(key, etag, file));
    } catch (StorageFailure e) {
      halve(file);
      throw e;
    }
  }

  private static void halve(Path file) {
    try {
      byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[10];
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String upload(
      Path file, ObjectKey target, ObjectAttributes attributes, WriteCondition condition) {
    return call(target, () -> store.upload(file, target, attributes, condition));
  }

  @Override
  public ObjectLock lock(ObjectKey key) {
    return call(key, () -> store.lock(key));
  }

  @Override
  public Optional<Content> read(ObjectKey key) {
    return call(key, () -> store.read(key));
  }

  @Override
  public String write(ObjectKey key, byte[] content, WriteCondition condition) {
    return call(key, () -> store.write(key, content, condition));
  }

  @Override
  public Stream<StoredObject> list(ObjectKey prefix) {
    return call(prefix, () -> store.list(prefix));
  }

  @Override
  public void close() {
    store.close();
  }
}
