package org.needledrop.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;

/**
 * A store in memory that sends an event for every change, and that sometimes kills its caller,
 * before or after it handled the request.
 */
final class MemoryObjectStore implements ObjectStore {

  /** The end of a function: nothing catches it but the test. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private record Stored(byte[] bytes, String etag) {}

  private final Map<ObjectKey, Stored> objects = new HashMap<>();
  private final BiConsumer<ObjectKey, Boolean> listener;
  private final double killProbability;
  private final Random random;
  private int writes;
  private ObjectLock lock = ObjectLock.NONE;

  /**
   * @param listener gets the key of each change, and whether an object is there now
   * @param killProbability before, and again after, each operation
   */
  MemoryObjectStore(
      BiConsumer<ObjectKey, Boolean> listener, double killProbability, Random random) {
    this.listener = listener;
    this.killProbability = killProbability;
    this.random = random;
  }

  /** As a user does it: whatever stood there, and nobody is killed. */
  synchronized void put(ObjectKey key, byte[] bytes) {
    objects.put(key, new Stored(bytes, "\"" + ++writes + "\""));
    listener.accept(key, true);
  }

  /** As a user does it. */
  synchronized void delete(ObjectKey key) {
    if (objects.remove(key) != null) {
      listener.accept(key, false);
    }
  }

  synchronized Optional<byte[]> content(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(Stored::bytes);
  }

  private synchronized <T> T perhapsKilling(Supplier<T> step) {
    killPerhaps();
    T result = step.get();
    killPerhaps();
    return result;
  }

  private void killPerhaps() {
    if (random.nextDouble() < killProbability) {
      throw new Killed();
    }
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    return perhapsKilling(
        () -> Optional.ofNullable(objects.get(key)).map(stored -> described(key, stored)));
  }

  private static StoredObject described(ObjectKey key, Stored stored) {
    return new StoredObject(key, stored.etag(), stored.bytes().length, ObjectAttributes.NONE);
  }

  @Override
  public byte[] start(ObjectKey key, int bytes) {
    return perhapsKilling(() -> Arrays.copyOf(existing(key).bytes(), bytes));
  }

  private Stored existing(ObjectKey key) {
    if (!objects.containsKey(key)) {
      throw new StorageFailure.Missing(key, null);
    }
    return objects.get(key);
  }

  @Override
  public StoredObject download(ObjectKey key, String etag, Path file) {
    return perhapsKilling(
        () -> {
          Stored stored = existing(key);
          check(key, new WriteCondition.Unchanged(etag));
          try {
            Files.write(file, stored.bytes());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return described(key, stored);
        });
  }

  private void check(ObjectKey key, WriteCondition condition) {
    Stored there = objects.get(key);
    boolean holds =
        switch (condition) {
          case WriteCondition.Absent() -> there == null;
          case WriteCondition.Unchanged(String etag) -> there != null && there.etag().equals(etag);
        };
    if (!holds) {
      throw new StorageFailure.Changed(key, null);
    }
  }

  @Override
  public String upload(
      Path file, ObjectKey target, ObjectAttributes attributes, WriteCondition condition) {
    try {
      return write(target, Files.readAllBytes(file), condition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized ObjectLock lock(ObjectKey key) {
    return lock;
  }

  /** All objects are locked so from now on. */
  synchronized void lock(ObjectLock all) {
    lock = all;
  }

  @Override
  public Optional<Content> read(ObjectKey key) {
    return perhapsKilling(
        () ->
            Optional.ofNullable(objects.get(key))
                .map(stored -> new Content(stored.bytes(), stored.etag())));
  }

  @Override
  public String write(ObjectKey key, byte[] content, WriteCondition condition) {
    return perhapsKilling(
        () -> {
          check(key, condition);
          put(key, content);
          return objects.get(key).etag();
        });
  }

  @Override
  public synchronized Stream<StoredObject> list(ObjectKey prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().key().startsWith(prefix.key()))
        .map(entry -> described(entry.getKey(), entry.getValue()))
        .toList()
        .stream();
  }

  @Override
  public void close() {}
}
