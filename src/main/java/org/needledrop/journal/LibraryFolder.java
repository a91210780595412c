package org.needledrop.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.needledrop.failure.IoReason;

/**
 * The folder {@code .needledrop} of a music library, with journal and index. Locked by one process
 * at a time.
 */
public final class LibraryFolder implements AutoCloseable {

  public static final String NAME = ".needledrop";

  private final Path path;
  private final FileChannel lock;

  private LibraryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Locks a library's folder; creates it if missing.
   *
   * @throws UncheckedIOException if it cannot be written
   * @throws IllegalStateException if another process has locked it
   */
  public static LibraryFolder hold(Path library) {
    Path folder = library.toAbsolutePath().normalize().resolve(NAME);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(folder, channel)) {
        channel.close();
        throw new IllegalStateException(
            folder + " is in use by another Needledrop process; run it again when that has ended");
      }
      return new LibraryFolder(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to %s: %s%s"
              .formatted(folder, IoReason.of(e), JournalDatabase.LOCAL_DISK_ADVICE),
          e);
    }
  }

  private static boolean lock(Path folder, FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      channel.close();
      throw new UncheckedIOException(
          "cannot lock %s: %s%s"
              .formatted(folder, IoReason.of(e), JournalDatabase.LOCAL_DISK_ADVICE),
          e);
    }
  }

  /** Returns the nearest library at or above a file or folder. */
  public static Optional<Path> above(Path file) {
    for (Path folder = file.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(NAME))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** Returns whether a folder is a library with a journal. */
  public static boolean hasJournal(Path library) {
    return Journal.isIn(journal(library));
  }

  public static Path journal(Path library) {
    return library.resolve(NAME);
  }

  /** Returns the folder of the similarity index. */
  public static Path index(Path library) {
    return library.resolve(NAME).resolve("index");
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock on " + path, e);
    }
  }
}
