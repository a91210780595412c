package org.needledrop.tags.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.Splice;

/**
 * Replaces a file atomically: writes a hidden draft beside it, forces it to disk and renames it.
 * Creates a missing folder. Without {@link #commit()}, closing deletes the draft.
 */
final class FileReplacement implements AutoCloseable {
  private final Path target;
  private final Path draft;

  /** Stays open, so that no other file can get the draft's inode. */
  private final FileChannel channel;

  private final Object identity;

  private FileReplacement(Path target, Path draft, KeptAttributes attributes) throws IOException {
    this.target = target;
    this.draft = draft;
    Files.deleteIfExists(draft);
    channel = attributes.create(draft);
    try {
      identity = identity(draft);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Creates a draft, {@code .song.mp3.needledrop.mp3} beside {@code song.mp3}. The name is fixed,
   * so that the next run overwrites a leftover draft. For a symbolic link, the link's target is
   * replaced.
   *
   * @param attributes what the draft gets beside its content
   */
  static FileReplacement of(Path target, KeptAttributes attributes) throws IOException {
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (Files.notExists(real.getParent())) {
      Files.createDirectories(real.getParent());
    }
    String name = target.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    Path draft = real.resolveSibling("." + real.getFileName() + ".needledrop." + extension);
    return new FileReplacement(real, draft, attributes);
  }

  Path draft() {
    return draft;
  }

  void write(Splice content, FileBytes source) throws IOException {
    content.write(source, channel);
    channel.force(true);
  }

  /** Returns false if another run has replaced the draft by its own. */
  boolean isStillOurs() throws IOException {
    return Files.exists(draft) && Objects.equals(identity, identity(draft));
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Writes the draft's content into the target, which stays the same file for all its names. */
  void commitInPlace() throws IOException {
    InPlaceWrite.write(draft, target);
  }

  void commit() throws IOException {
    Files.move(draft, target, ATOMIC_MOVE, REPLACE_EXISTING);
    forceFolder(target.getParent());
  }

  /** Forces the rename to disk, if the system can open folders. */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows cannot open folders; the rename has succeeded anyway.
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (isStillOurs()) {
        Files.delete(draft);
      }
    }
  }
}
