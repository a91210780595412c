package org.needledrop.tags.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.needledrop.failure.IoReason;

/**
 * Overwrites a file with a finished draft, so that all its names keep sharing one content. Unlike a
 * rename this is not atomic: the draft stays under the file's inode number until the last byte is
 * on disk, and the next run completes what a kill interrupted.
 */
final class InPlaceWrite {

  /** Bytes written at once. */
  private static final int BLOCK = 1 << 16;

  private InPlaceWrite() {}

  /**
   * Writes a draft over a file and deletes the draft.
   *
   * @throws IOException if the disk is full, in which case the file is unchanged; or if writing
   *     fails later, in which case the next run completes it
   */
  static void write(Path draft, Path target) throws IOException {
    Path whole = wholeOf(target);
    Files.move(draft, whole, ATOMIC_MOVE);
    FileReplacement.forceFolder(whole.getParent());
    try (FileChannel in = FileChannel.open(whole)) {
      reserve(in.size(), target);
    } catch (IOException e) {
      Files.delete(whole);
      throw e;
    }
    complete(whole, target);
  }

  /** Completes a write that was interrupted; does nothing if there is none. */
  static void resume(Path target) throws IOException {
    if (Files.exists(target)) {
      Path real = Files.isSymbolicLink(target) ? target.toRealPath() : target;
      Path whole = wholeOf(real);
      if (Files.exists(whole)) {
        complete(whole, real);
      }
    }
  }

  /** The name has the inode number, so that a draft never gets into a file that replaced this. */
  private static Path wholeOf(Path target) throws IOException {
    return target.resolveSibling(
        ".%s.needledrop-in-place".formatted(Files.getAttribute(target, "unix:ino")));
  }

  /** Takes the space for a longer file before the first byte changes. */
  private static void reserve(long size, Path target) throws IOException {
    try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
      long before = out.size();
      try {
        for (long at = before; at < size; ) {
          ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(BLOCK, size - at));
          at += out.write(zeros, at);
        }
        out.force(true);
      } catch (IOException e) {
        out.truncate(before);
        throw e;
      }
    }
  }

  private static void complete(Path whole, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(whole);
        FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      while (in.read(block) >= 0) {
        block.flip();
        while (block.hasRemaining()) {
          out.write(block);
        }
        block.clear();
      }
      out.truncate(in.size());
      out.force(true);
    } catch (IOException e) {
      throw new IOException(
          IoReason.of(e)
              + "; the file is only partly written, the next run completes it from "
              + whole.getFileName(),
          e);
    }
    Files.delete(whole);
    FileReplacement.forceFolder(whole.getParent());
  }
}
