package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnsupportedFormat;

/** The file being read and the stage that reads it: what every failure must name. */
record TrackFile(Path path, Stage stage) {

  /**
   * @throws MalformedAudio if there is nothing to read
   * @throws StorageConflict if it may not be read, or the disk fails
   */
  static TrackFile readable(Path path, Stage stage) {
    TrackFile file = new TrackFile(path, stage);
    BasicFileAttributes attributes = file.attributes();
    if (!attributes.isRegularFile()) {
      throw file.malformed("not a file");
    }
    if (!path.equals(path.getFileSystem().getPath(path.toString()))) {
      throw file.malformed("its name is not in this system's character set; rename it");
    }
    if (!Files.isReadable(path)) {
      throw file.unreadable("may not be read: check its permissions");
    }
    if (attributes.size() == 0) {
      throw file.malformed("empty file");
    }
    return file;
  }

  /** In bytes. */
  long size() {
    return attributes().size();
  }

  private BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw malformed("there is no such file");
    } catch (IOException e) {
      throw unreadable("cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads all of it, where ffmpeg met an error that may be the disk's or one of its own making.
   *
   * @throws StorageConflict if the disk fails
   */
  void requireReadable() {
    try (InputStream bytes = Files.newInputStream(path)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable("cannot be read: " + e.getMessage());
    }
  }

  /** The path as ffmpeg must get it: no name is an option, a protocol or a pattern. */
  String url() {
    return "file:" + path.toAbsolutePath();
  }

  /** Not the file's own fault, so it is not remembered. */
  private StorageConflict unreadable(String reason) {
    return new StorageConflict(path, stage, reason);
  }

  /** Nor is this. */
  UnexpectedFailure unexpected(String reason) {
    return new UnexpectedFailure(path, stage, new IllegalStateException(reason));
  }

  MalformedAudio malformed(String reason) {
    return new MalformedAudio(path, stage, reason);
  }

  UnsupportedFormat unsupported(String reason) {
    return new UnsupportedFormat(path, stage, reason);
  }

  LimitExceeded exceeds(String reason) {
    return new LimitExceeded(path, stage, reason);
  }
}
