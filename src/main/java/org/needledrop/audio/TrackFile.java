package org.needledrop.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnsupportedFormat;

/** The file being read and the stage that reads it: what every failure must name. */
record TrackFile(Path path, Stage stage) {

  /**
   * @throws MalformedAudio if there is nothing to read
   */
  static TrackFile readable(Path path, Stage stage) {
    TrackFile file = new TrackFile(path, stage);
    if (!Files.exists(path)) {
      throw file.malformed("there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw file.malformed("not a file");
    }
    if (!path.equals(path.getFileSystem().getPath(path.toString()))) {
      throw file.malformed("its name is not in this system's character set; rename it");
    }
    if (!Files.isReadable(path)) {
      throw file.malformed("may not be read: check its permissions");
    }
    if (file.size() == 0) {
      throw file.malformed("empty file");
    }
    return file;
  }

  private long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw malformed("cannot be read: " + e.getMessage());
    }
  }

  /** The path as ffmpeg must get it: no name is an option, a protocol or a pattern. */
  String url() {
    return "file:" + path.toAbsolutePath();
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
