package org.needledrop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Different paths of one file. */
final class FileNames {

  private FileNames() {}

  /** Returns whether two paths lead to the same file; false if one of them does not exist. */
  static boolean areSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a file has hard links. */
  static boolean hasSeveral(Path file) {
    try {
      return (Integer) Files.getAttribute(file, "unix:nlink") > 1;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
