package org.needledrop.library;

import java.nio.file.Path;

/**
 * A source file and its tagged target file.
 *
 * @param target equal to {@code source} if tagged in place
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
