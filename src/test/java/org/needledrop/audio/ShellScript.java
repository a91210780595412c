package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program of a test. */
final class ShellScript {

  private ShellScript() {}

  /** Executable, in {@code /bin/sh}. */
  static Path write(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
