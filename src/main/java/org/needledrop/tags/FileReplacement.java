package org.needledrop.tags;

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

/**
 * A file that takes another's place whole or not at all: written under a hidden name beside it,
 * forced to disk, renamed over it. Its folder is made where there is none. Closed without {@link
 * #commit()} it leaves nothing behind.
 */
final class FileReplacement implements AutoCloseable {
  private final Path target;
  private final Path draft;

  /** Open to the end: so no other file can get the draft's identity. */
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
   * {@code .song.mp3.needledrop.mp3} beside {@code song.mp3}. The name is always the same, so that
   * what a killed run left is overwritten by the next. A symbolic link stays one: what it points to
   * is replaced.
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

  /** False if another run took the draft for a leftover and put its own there. */
  boolean isStillOurs() throws IOException {
    return Files.exists(draft) && Objects.equals(identity, identity(draft));
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Gives the draft the permissions of a file, and its owner where we may. */
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
      // Only root may give files away; the permissions below are what the user set.
    }
    copy.setPermissions(attributes.permissions());
  }

  void commit() throws IOException {
    Files.move(draft, target, ATOMIC_MOVE, REPLACE_EXISTING);
    forceFolder(target.getParent());
  }

  /** The rename itself has to reach the disk too; where folders cannot be opened, it just does. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows: the rename has happened all the same.
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
