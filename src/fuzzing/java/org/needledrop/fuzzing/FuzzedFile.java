package org.needledrop.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a folder of its own that holds one input after the other; gone with the JVM. */
public final class FuzzedFile {

  private final Path path;

  private FuzzedFile(Path path) {
    this.path = path;
  }

  public static FuzzedFile named(String name) {
    try {
      Path folder = Files.createTempDirectory("fuzzed");
      folder.toFile().deleteOnExit();
      Path path = folder.resolve(name);
      path.toFile().deleteOnExit();
      return new FuzzedFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return path.getParent();
  }

  public Path holding(byte[] content) throws IOException {
    return Files.write(path, content);
  }
}
