package org.needledrop.audio;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Encoders that only Debian has. Its package is unpacked, which needs no root. */
public final class DebianPrograms {
  private static final Path FOLDER = Path.of("target/test-debian").toAbsolutePath();

  private DebianPrograms() {}

  /** Encodes a WAV file as Musepack SV8. */
  public static Path musepack(Path wav, Path target) {
    String encoder = program("musepack-tools", "mpcenc").toString();
    run(encoder, "--silent", "--overwrite", wav.toString(), target.toString());
    return target;
  }

  private static synchronized Path program(String packageName, String name) {
    Path unpacked = FOLDER.resolve("usr/bin").resolve(name);
    return Files.exists(unpacked)
        ? unpacked
        : onPath(name).orElseGet(() -> unpack(packageName, unpacked));
  }

  private static Path unpack(String packageName, Path program) {
    Assumptions.assumeTrue(
        onPath("apt-get").isPresent() && onPath("dpkg-deb").isPresent(),
        program.getFileName() + " is not installed, and this is no Debian that could fetch it");
    run(
        "sh",
        "-c",
        "mkdir -p $0 && cd $0 && apt-get download $1 && dpkg-deb -x $1_*.deb .",
        FOLDER.toString(),
        packageName);
    return program;
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", List.of(command)) + ": " + output);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
