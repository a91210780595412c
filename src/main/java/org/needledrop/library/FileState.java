package org.needledrop.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.MissingFile;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnreadableFile;

/**
 * Metadata of a file. If it has not changed, the content has not changed either.
 *
 * @param bytes size of the file
 * @param modifiedNanos modification time, nanoseconds since 1970
 */
public record FileState(Path path, long bytes, long modifiedNanos) {

  /**
   * Reads the current state of a file.
   *
   * @throws MissingFile if there is none
   * @throws UnreadableFile if it cannot be read
   */
  public static FileState of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileState(
          path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (NoSuchFileException e) {
      throw new MissingFile(path, Stage.HASH, e);
    } catch (IOException e) {
      throw new UnreadableFile(path, Stage.HASH, "cannot read the file: " + IoReason.of(e), e);
    }
  }

  /**
   * Returns the state, or empty if there is no file. One system call, as {@code watch} polls all
   * files.
   */
  public static Optional<FileState> ofExisting(Path path) {
    try {
      return Optional.of(of(path));
    } catch (MissingFile e) {
      return Optional.empty();
    }
  }
}
