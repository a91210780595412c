package org.needledrop.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Programs from Python packages, fetched once into a folder of their own. */
public enum PythonPrograms {
  SERVERS("servers"),
  FUZZER("fuzzer"),
  TAGGERS("taggers");

  private final Path requirements;
  private final Path home;

  PythonPrograms(String name) {
    this.requirements = Path.of("src/test/python", name + ".txt");
    this.home = Path.of("target/test-" + name).toAbsolutePath();
  }

  /** The path of a program, once it is there. */
  public synchronized String program(String name) {
    Path installed = home.resolve("installed.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(installed, requirements) >= 0) {
        run(List.of("python3", "-m", "venv", home.toString()));
        run(
            List.of(
                bin("pip"),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                requirements.toString()));
        Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
      }
      return bin(name);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String bin(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as(String.join(" ", command))
        .isZero();
  }
}
