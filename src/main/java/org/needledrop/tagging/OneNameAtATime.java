package org.needledrop.tagging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps two threads from writing the same file under two names (hard links). */
final class OneNameAtATime {

  /** Files that share a lock only wait longer. */
  private static final int LOCKS = 256;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  <T> T run(Path file, Supplier<T> step) {
    Optional<Object> identity = identity(file);
    if (identity.isEmpty()) {
      return step.get();
    }
    ReentrantLock lock = locks[Math.floorMod(identity.get().hashCode(), LOCKS)];
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns device and inode of a file with several names. */
  private static Optional<Object> identity(Path file) {
    try {
      boolean hasSeveral = (Integer) Files.getAttribute(file, "unix:nlink") > 1;
      return hasSeveral
          ? Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
