package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.MissingFile;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnreadableFile;
import org.needledrop.failure.UnsupportedFormat;

/** The file being read and the current stage; creates the failures that name both. */
record TrackFile(Path path, Stage stage) {

  /**
   * @throws MissingFile if there is none
   * @throws MalformedAudio if the file is empty or not a regular file
   * @throws UnreadableFile if it is not readable, or the disk fails
   */
  static TrackFile readable(Path path, Stage stage) {
    TrackFile file = new TrackFile(path, stage);
    BasicFileAttributes attributes = file.attributes();
    if (!attributes.isRegularFile()) {
      throw file.malformed("not a file");
    }
    if (!path.equals(path.getFileSystem().getPath(path.toString()))) {
      throw file.malformed(
          "the file name cannot be encoded in this system's character set; rename it");
    }
    if (!Files.isReadable(path)) {
      throw file.unreadable("permission denied");
    }
    if (attributes.size() == 0) {
      throw file.malformed("empty file");
    }
    return file;
  }

  /** Returns the size in bytes. */
  long size() {
    return attributes().size();
  }

  private BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new MissingFile(path, stage, e);
    } catch (IOException e) {
      throw unreadable("cannot read the file: " + IoReason.of(e));
    }
  }

  /**
   * Reads the whole file, to distinguish a disk error from an error of ffmpeg.
   *
   * @throws UnreadableFile if the disk fails
   */
  void requireReadable() {
    try (InputStream bytes = Files.newInputStream(path)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable("cannot read the file: " + IoReason.of(e));
    }
  }

  /** Returns a URL that ffmpeg cannot mistake for an option, a protocol or a pattern. */
  String url() {
    return "file:" + path.toAbsolutePath();
  }

  /** Not the file's fault, so it is not stored in the journal. */
  UnreadableFile unreadable(String reason) {
    return new UnreadableFile(path, stage, reason);
  }

  /** Not stored either. */
  UnexpectedFailure unexpected(String reason) {
    return new UnexpectedFailure(path, stage, new IllegalStateException(reason));
  }

  MalformedAudio malformed(String reason) {
    return new MalformedAudio(path, stage, reason);
  }

  /** Audio that ends in the middle; tells how to tag it all the same. */
  CutOffAudio cutOff(String reason) {
    String remedy =
        "; get the whole file, or tag what is there (--partial or NEEDLEDROP_PARTIAL=true)";
    return new CutOffAudio(path, stage, reason + remedy);
  }

  UnsupportedFormat unsupported(String reason) {
    return new UnsupportedFormat(path, stage, reason);
  }

  LimitExceeded exceeds(String reason) {
    return new LimitExceeded(path, stage, reason);
  }
}
