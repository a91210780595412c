package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;

/** A snapshot of a file's tags. A write based on it fails if the file has changed since. */
public record TagSnapshot(Path file, TagFormat format, FileTags tags, Version version) {

  static TagSnapshot of(Path file, TagFormat format) throws IOException {
    Version version = Version.of(file);
    return new TagSnapshot(file, format, TagReader.readAll(file, format), version);
  }

  /** Returns the fields that Needledrop may change. */
  public TagFields own() {
    return tags.own();
  }

  boolean isCurrent() throws IOException {
    return Version.of(file).equals(version);
  }

  /** Size and modification time, to detect changes by other programs. */
  record Version(long size, FileTime modified) {
    static Version of(Path file) throws IOException {
      return new Version(Files.size(file), Files.getLastModifiedTime(file));
    }
  }
}
