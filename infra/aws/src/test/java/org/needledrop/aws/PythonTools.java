package org.needledrop.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Programs from Python packages, installed once into a virtual environment. */
final class PythonTools {

  private static final Path REQUIREMENTS = Path.of("src/test/python/tools.txt");
  private static final Path HOME = Path.of("target/tools").toAbsolutePath();
  private static final Path INSTALLED = HOME.resolve("tools.txt");

  private PythonTools() {}

  record Result(int status, String output) {}

  static synchronized Result run(String name, List<String> arguments)
      throws IOException, InterruptedException {
    if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, REQUIREMENTS) >= 0) {
      install();
    }
    return start(Stream.concat(Stream.of(bin(name)), arguments.stream()).toList());
  }

  private static void install() throws IOException, InterruptedException {
    runOrThrow(List.of("python3", "-m", "venv", HOME.toString()));
    runOrThrow(
        List.of(
            bin("pip"),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            REQUIREMENTS.toString()));
    Files.copy(REQUIREMENTS, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void runOrThrow(List<String> command) throws IOException, InterruptedException {
    Result result = start(command);
    if (result.status() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
    }
  }

  private static Result start(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static String bin(String name) {
    return HOME.resolve("bin").resolve(name).toString();
  }
}
