package org.needledrop.tags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * What a file held when it was looked at. What is written from that goes into the file only if
 * nobody changed it since.
 */
public record StandingTags(Path file, TagFormat format, FileTags tags, Version version) {

  static StandingTags of(Path file, TagFormat format) throws IOException {
    Version version = Version.of(file);
    return new StandingTags(file, format, TagReader.readAll(file, format), version);
  }

  /** The fields that we may change. */
  public TagFields own() {
    return tags.own();
  }

  boolean isStill() throws IOException {
    return Version.of(file).equals(version);
  }

  /** What tells that a file was changed by someone else. */
  record Version(long size, FileTime modified) {
    static Version of(Path file) throws IOException {
      return new Version(Files.size(file), Files.getLastModifiedTime(file));
    }
  }
}
