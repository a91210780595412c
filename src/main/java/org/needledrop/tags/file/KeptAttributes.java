package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/**
 * What a file carries beside its content: owner, mode, times, and extended attributes, which
 * include access control lists and SELinux labels (xattr(7)).
 */
final class KeptAttributes {

  private final Path source;
  private final WriteOptions options;

  KeptAttributes(Path source, WriteOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Creates an empty draft with the attributes of the source. Java copies extended attributes of
   * all namespaces only together with the content, which is then removed again.
   *
   * @throws IOException if there is a file of this name, or the disk is full
   */
  FileChannel create(Path draft) throws IOException {
    try {
      Files.copy(source, draft, StandardCopyOption.COPY_ATTRIBUTES);
      return FileChannel.open(
          draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (AccessDeniedException _) {
      // The mode forbids the copy's owner to write; without the attributes it is possible.
      Files.deleteIfExists(draft);
      return FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  /** Copies what a written draft may have lost, and reports what cannot be copied. */
  void copyTo(Path draft) throws IOException {
    copyOwnerAndMode(draft);
    reportLostNames(draft);
    copyTimes(draft);
  }

  private void copyOwnerAndMode(Path draft) throws IOException {
    var from = Files.getFileAttributeView(source, PosixFileAttributeView.class);
    var to = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    if (from == null || to == null) {
      return;
    }
    PosixFileAttributes wanted = from.readAttributes();
    try {
      to.setGroup(wanted.group());
      to.setOwner(wanted.owner());
    } catch (IOException _) {
      reportLost("owner " + wanted.owner().getName() + " or group " + wanted.group().getName());
    }
    to.setPermissions(wanted.permissions());
  }

  /** Compares the attributes of users: Java does not read the others. */
  private void reportLostNames(Path draft) {
    List<String> lost =
        names(source).stream().filter(name -> !hasSame(draft, name)).sorted().toList();
    if (!lost.isEmpty()) {
      reportLost("extended attributes " + String.join(", ", lost));
    }
  }

  private void reportLost(String what) {
    options
        .notices()
        .once(what, source, "cannot keep its %s; other such files get no notice".formatted(what));
  }

  private boolean hasSame(Path draft, String name) {
    try {
      return value(source, name).equals(value(draft, name));
    } catch (IOException e) {
      return false;
    }
  }

  private static ByteBuffer value(Path file, String name) throws IOException {
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    ByteBuffer value = ByteBuffer.allocate(view.size(name));
    view.read(name, value);
    return value.flip();
  }

  private static List<String> names(Path file) {
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    try {
      return view == null ? List.of() : view.list();
    } catch (IOException e) {
      return List.of(); // the file system has none
    }
  }

  /** Keeps the time of creation where it can be set, as on macOS. */
  private void copyTimes(Path draft) throws IOException {
    BasicFileAttributes times = Files.readAttributes(source, BasicFileAttributes.class);
    Files.getFileAttributeView(draft, BasicFileAttributeView.class)
        .setTimes(
            options.keepMtime() ? times.lastModifiedTime() : null, null, times.creationTime());
  }
}
