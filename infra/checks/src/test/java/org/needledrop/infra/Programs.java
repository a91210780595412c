package org.needledrop.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Programs that tests start, in the root of the repository. */
final class Programs {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Path LINTERS = Path.of("src/test/python/linters.txt");
  private static final Path HOME = Path.of("target/linters").toAbsolutePath();
  private static final Path INSTALLED = HOME.resolve("linters.txt");

  private Programs() {}

  /**
   * What a program said and how it ended.
   *
   * @param output standard output and standard error
   */
  record Result(int status, String output) {}

  static Result run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    builder.environment().put("NEEDLEDROP_JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /**
   * The path of a program from a Python package; the packages are fetched once.
   *
   * @throws IllegalStateException if they cannot be had
   */
  static synchronized String linter(String name) throws IOException, InterruptedException {
    if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, LINTERS) >= 0) {
      must("python3", "-m", "venv", HOME.toString());
      must(
          HOME + "/bin/pip",
          "install",
          "--quiet",
          "--requirement",
          LINTERS.toAbsolutePath().toString());
      Files.copy(LINTERS, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
    }
    return HOME.resolve("bin").resolve(name).toString();
  }

  private static void must(String... command) throws IOException, InterruptedException {
    Result result = run(command);
    if (result.status() != 0) {
      throw new IllegalStateException(Arrays.toString(command) + ": " + result.output());
    }
  }
}
