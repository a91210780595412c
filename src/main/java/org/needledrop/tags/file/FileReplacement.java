package org.needledrop.tags.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
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

  private FileReplacement(Path target, Path draft) throws IOException {
    this.target = target;
    this.draft = draft;
    Files.deleteIfExists(draft);
    channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
   */
  static FileReplacement of(Path target) throws IOException {
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (Files.notExists(real.getParent())) {
      Files.createDirectories(real.getParent());
    }
    String name = target.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    Path draft = real.resolveSibling("." + real.getFileName() + ".needledrop." + extension);
    return new FileReplacement(real, draft);
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

  /** Copies permissions and, if permitted, the owner of a file to the draft. */
  void copyAttributes(Path from) throws IOException {
    var source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    var copy = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    if (source == null || copy == null) {
      return;
    }
    PosixFileAttributes attributes = source.readAttributes();
    try {
      copy.setGroup(attributes.group());
      copy.setOwner(attributes.owner());
    } catch (IOException _) {
      // Only root may change the owner; the permissions below are copied anyway.
    }
    copy.setPermissions(attributes.permissions());
  }

  void commit() throws IOException {
    Files.move(draft, target, ATOMIC_MOVE, REPLACE_EXISTING);
    forceFolder(target.getParent());
  }

  /** Forces the rename to disk, if the system can open folders. */
  private static void forceFolder(Path folder) {
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
