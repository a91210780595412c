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

/** Programs of other makes, fetched once. A test that needs one which cannot be had is skipped. */
final class Tools {

  private static final Path HOME = Path.of("target/tools").toAbsolutePath();
  private static final Path PYTHON = HOME.resolve("python");
  private static final Path REQUIREMENTS = Path.of("src/test/python/tools.txt").toAbsolutePath();
  private static final Path DEBIAN = HOME.resolve("debian");

  private Tools() {}

  record Result(int status, String output) {}

  /** Runs {@code src/test/python/SCRIPT} where the packages of tools.txt are installed. */
  static Result python(String script, List<String> arguments) {
    return installed(
        "python",
        Stream.concat(Stream.of("src/test/python/" + script), arguments.stream())
            .toArray(String[]::new));
  }

  /** Runs a program that one of the packages of tools.txt brings. */
  static synchronized Result installed(String program, String... arguments) {
    Path installed = PYTHON.resolve("tools.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(installed, REQUIREMENTS) >= 0) {
        must("python3", "-m", "venv", PYTHON.toString());
        must(PYTHON + "/bin/pip", "install", "--quiet", "--requirement", REQUIREMENTS.toString());
        Files.copy(REQUIREMENTS, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the packages of " + REQUIREMENTS + " cannot be had", e);
    }
    return start(
        Stream.concat(Stream.of(PYTHON + "/bin/" + program), Stream.of(arguments)).toList(),
        Map.of());
  }

  /** Prometheus' own checks: the one on the PATH, else the one in Debian's package. */
  static synchronized Result promtool(String... arguments) {
    Path program = debian("prometheus", "promtool");
    return start(
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList(), Map.of());
  }

  /** Loads a Compose file as {@code docker compose config} does; the output is JSON. */
  static synchronized Result composeConfig(Path file, Map<String, String> environment) {
    Assumptions.assumeTrue(onPath("go").isPresent(), "no Go here: compose.yaml is not loaded");
    String program = HOME.resolve("compose-config").toString();
    must("go", "build", "-C", "src/test/go", "-o", program, ".");
    return start(List.of(program, file.toString()), environment);
  }

  /** The program on the PATH, else that of Debian's package: unpacked, for that needs no rights. */
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
        "neither " + program.getFileName() + " nor Debian's packages here");
    String unpack = "mkdir -p $0 && cd $0 && apt-get download $1 && dpkg-deb -x $1_*.deb .";
    Result unpacked = start(List.of("sh", "-c", unpack, DEBIAN.toString(), packageName), Map.of());
    Assumptions.assumeTrue(unpacked.status() == 0, packageName + ": " + unpacked.output());
    return program;
  }

  private static void must(String... command) {
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
      throw new IllegalStateException(command.getFirst() + " cannot be started", e);
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
