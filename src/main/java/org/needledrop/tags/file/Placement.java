package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;

/**
 * How a verified draft becomes the file.
 *
 * @param names number of names (hard links) of the target; 0 if there is no target yet
 */
record Placement(Path target, int names, WriteOptions options) {

  static Placement of(Path target, WriteOptions options) throws IOException {
    return new Placement(target, Files.exists(target) ? HardLinks.count(target) : 0, options);
  }

  /**
   * @throws StorageConflict if the file has several names and is to be skipped for that
   */
  void requireAllowed() {
    if (isShared() && options.hardLinks() == HardLinks.SKIP) {
      throw new StorageConflict(target, Stage.WRITE, sharing() + "; skipped");
    }
  }

  boolean isShared() {
    return names > 1;
  }

  /** {@code the file has 2 names (hard links)}. */
  String sharing() {
    return "the file has %d names (hard links)".formatted(names);
  }

  void put(FileReplacement replacement) throws IOException {
    if (isShared() && options.hardLinks() == HardLinks.IN_PLACE) {
      FileTime modified = Files.getLastModifiedTime(target);
      replacement.commitInPlace();
      if (options.keepMtime()) {
        Files.setLastModifiedTime(target, modified);
      }
      return;
    }
    replacement.commit();
    if (isShared()) {
      options
          .notices()
          .about(
              target,
              sharing()
                  + "; only this one was written. --hard-links in-place writes all, skip writes none");
    }
  }
}
