package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The archive of the command line, built from this repository and unpacked. */
record Archive(Path file, Path root) {

  private static final Path FOLDER = Path.of("target/archive").toAbsolutePath();

  private static Archive built;

  /**
   * Builds the archive once and unpacks it below a folder with a space in its name. Skips the test
   * if the program is not built.
   */
  static synchronized Archive built() throws Exception {
    assumeTrue(Files.exists(Programs.ROOT.resolve("target/needledrop-runner.jar")), "not built");
    if (built == null) {
      Programs.runSilently("rm", "-rf", FOLDER.toString());
      Programs.Result result = Programs.run("./needledrop", "archive", FOLDER.toString());
      assertThat(result.status()).as(result.output()).isZero();
      Path file = Path.of(result.output().lines().toList().getLast());
      Path unpacked = Files.createDirectory(FOLDER.resolve("a folder"));
      Programs.runSilently("tar", "-xzf", file.toString(), "-C", unpacked.toString());
      built = new Archive(file, only(unpacked));
    }
    return built;
  }

  /** Returns the only file of a folder, and fails if there are others. */
  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  Path java() {
    return root.resolve("runtime/bin/java");
  }

  /** Returns the command line of its program; see {@link #start}. */
  List<String> command(String... arguments) {
    return Stream.concat(Stream.of(root.resolve("bin/needledrop").toString()), Stream.of(arguments))
        .toList();
  }

  /** Prepares a process whose only environment variable is a PATH without a JDK. */
  ProcessBuilder start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Programs.ROOT.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    return builder;
  }

  Programs.Result run(String... arguments) throws Exception {
    return Programs.run(start(command(arguments)));
  }
}
