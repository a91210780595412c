package org.needledrop.infra;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Third-party programs, downloaded once. A test is skipped if its program is not available. */
final class Tools {

  private static final Path HOME = Path.of("target/tools").toAbsolutePath();
  private static final Path PYTHON = HOME.resolve("python");
  private static final Path REQUIREMENTS = Path.of("src/test/python/tools.txt").toAbsolutePath();
  private static final Path DEBIAN = HOME.resolve("debian");

  private Tools() {}

  record Result(int status, String output) {}

  /** Runs {@code src/test/python/SCRIPT} with the packages in tools.txt. */
  static Result python(String script, List<String> arguments) {
    return installed(
        "python",
        Stream.concat(Stream.of("src/test/python/" + script), arguments.stream())
            .toArray(String[]::new));
  }

  /** Runs a program from one of the packages in tools.txt. */
  static synchronized Result installed(String program, String... arguments) {
    Path installed = PYTHON.resolve("tools.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(installed, REQUIREMENTS) >= 0) {
        runOrThrow("python3", "-m", "venv", PYTHON.toString());
        runOrThrow(
            PYTHON + "/bin/pip", "install", "--quiet", "--requirement", REQUIREMENTS.toString());
        Files.copy(REQUIREMENTS, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot install the packages in " + REQUIREMENTS, e);
    }
    return start(
        Stream.concat(Stream.of(PYTHON + "/bin/" + program), Stream.of(arguments)).toList(),
        Map.of());
  }

  /** Runs promtool from the PATH, or from Debian's package. */
  static synchronized Result promtool(String... arguments) {
    Path program = debian("prometheus", "promtool");
    return start(
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList(), Map.of());
  }

  /** Loads a Compose file like {@code docker compose config}; the output is JSON. */
  static synchronized Result composeConfig(Path file, Map<String, String> environment) {
    Assumptions.assumeTrue(
        onPath("go").isPresent(), "Go is not installed: compose.yaml is not loaded");
    String program = HOME.resolve("compose-config").toString();
    runOrThrow("go", "build", "-C", "src/test/go", "-o", program, ".");
    return start(List.of(program, file.toString()), environment);
  }

  /** Returns the program on the PATH, or unpacks Debian's package, which needs no root. */
  static synchronized Path debian(String packageName, String name) {
    Path unpacked = DEBIAN.resolve("usr/bin/" + name);
    if (Files.exists(unpacked)) {
      return unpacked;
    }
    return onPath(name).orElseGet(() -> unpack(packageName, unpacked));
  }

  private static Path unpack(String packageName, Path program) {
    Assumptions.assumeTrue(
        onPath("apt-get").isPresent() && onPath("dpkg-deb").isPresent(),
        program.getFileName() + " is not installed, and there is no apt-get and dpkg-deb");
    String unpack = "mkdir -p $0 && cd $0 && apt-get download $1 && dpkg-deb -x $1_*.deb .";
    Result unpacked = start(List.of("sh", "-c", unpack, DEBIAN.toString(), packageName), Map.of());
    Assumptions.assumeTrue(unpacked.status() == 0, packageName + ": " + unpacked.output());
    return program;
  }

  private static void runOrThrow(String... command) {
    Result result = start(List.of(command), Map.of());
    if (result.status() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
    }
  }

  private static Result start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException(command.getFirst() + ": cannot start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
