package org.needledrop.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Placeholders for files of the main build, whose content does not affect the templates. */
final class Placeholders {

  private static final Path FOLDER = Path.of("target/placeholders");

  private Placeholders() {}

  static Path zip() {
    return write(FOLDER.resolve("function.zip"));
  }

  static Path layer() {
    Path ffmpeg = write(FOLDER.resolve("layer/bin/ffmpeg"));
    if (!ffmpeg.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make %s executable".formatted(ffmpeg));
    }
    return FOLDER.resolve("layer");
  }

  private static Path write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, "a placeholder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
