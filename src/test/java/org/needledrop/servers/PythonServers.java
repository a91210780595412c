package org.needledrop.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Servers from Python packages, fetched once into a folder of their own. */
final class PythonServers {

  private static final Path REQUIREMENTS = Path.of("src/test/python/servers.txt");
  private static final Path HOME = Path.of("target/test-servers").toAbsolutePath();
  private static final Path INSTALLED = HOME.resolve("servers.txt");

  private PythonServers() {}

  /** The path of a program, once it is there. */
  static synchronized String program(String name) {
    try {
      if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, REQUIREMENTS) >= 0) {
        run(List.of("python3", "-m", "venv", HOME.toString()));
        run(
            List.of(
                bin("pip"),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                REQUIREMENTS.toString()));
        Files.copy(REQUIREMENTS, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
      }
      return bin(name);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bin(String name) {
    return HOME.resolve("bin").resolve(name).toString();
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as(String.join(" ", command))
        .isZero();
  }
}
