package org.needledrop.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one object, gone with all in it. */
record ScratchFolder(Path path) implements AutoCloseable {

  static ScratchFolder in(Path parent) {
    try {
      return new ScratchFolder(Files.createTempDirectory(parent, "needledrop"));
    } catch (IOException e) {
      throw new UncheckedIOException(parent + ": no folder can be made there", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> listed = Files.list(path)) {
      List<Path> files = listed.toList();
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be cleared away", e);
    }
  }
}
