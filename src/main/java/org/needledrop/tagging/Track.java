package org.needledrop.tagging;

import java.nio.file.Path;

/**
 * A file to listen to, and the file to leave behind.
 *
 * @param target the same as {@code source} when tagged in place
 */
public record Track(Path source, Path target) {

  public Track {
    source = source.toAbsolutePath().normalize();
    target = target.toAbsolutePath().normalize();
  }

  public static Track inPlace(Path file) {
    return new Track(file, file);
  }

  public boolean isInPlace() {
    return source.equals(target);
  }
}
