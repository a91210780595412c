package org.needledrop.tagging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where a music library keeps what Needledrop knows of it: the folder {@code .needledrop} in it,
 * with the journal and the index. Held by one run at a time.
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
   * Takes hold of a library's folder, making it if need be.
   *
   * @throws UncheckedIOException when it cannot be written
   * @throws IllegalStateException when another run has hold of it
   */
  public static LibraryFolder hold(Path library) {
    Path folder = library.toAbsolutePath().normalize().resolve(NAME);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new IllegalStateException(folder + " is in use by another Needledrop process");
      }
      return new LibraryFolder(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The nearest library at or above a file or folder. */
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

  /** Whether a folder is a library whose journal is there. */
  public static boolean hasJournal(Path library) {
    return Journal.isIn(journal(library));
  }

  public static Path journal(Path library) {
    return library.resolve(NAME);
  }

  /** The folder of the similarity index. */
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
