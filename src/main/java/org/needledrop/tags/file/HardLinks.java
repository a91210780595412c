package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What happens to a file that has several names (hard links). */
public enum HardLinks {
  /**
   * Replaces the file under this name. The other names keep the old content: a torrent client, a
   * snapshot made with {@code cp -al} and a backup still find the bytes they know.
   */
  BREAK,

  /** Leaves the file untouched. */
  SKIP,

  /** Overwrites the content, so that all names get the new tags and stay one file. */
  IN_PLACE;

  public static HardLinks named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns the number of names of a file; 1 if the file system does not tell. */
  static int count(Path file) throws IOException {
    try {
      return (Integer) Files.getAttribute(file, "unix:nlink");
    } catch (UnsupportedOperationException | IllegalArgumentException _) {
      return 1;
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
