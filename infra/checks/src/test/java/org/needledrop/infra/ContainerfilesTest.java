package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Containerfiles of the images. */
final class ContainerfilesTest {

  private static final Path WORKER = Programs.ROOT.resolve("infra/worker/Containerfile");

  static List<Path> containerfiles() throws IOException {
    try (Stream<Path> files = Files.walk(Programs.ROOT.resolve("infra"), 2)) {
      return files.filter(f -> f.getFileName().toString().startsWith("Containerfile")).toList();
    }
  }

  private static List<String> lines(Path file, String instruction) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(instruction + " ")).toList();
    }
  }

  /** Other images are based on the worker's image, which the same build creates. */
  private static boolean isWorkerImage(String from) {
    return from.matches("FROM \\$WORKER( AS worker)?");
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void baseImagesArePinnedByDigest(Path file) throws IOException {
    assertThat(lines(file, "FROM"))
        .allMatch(
            from ->
                isWorkerImage(from) || from.matches("FROM \\S+:\\S+@sha256:[0-9a-f]{64}( AS .*)?"));
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void imagesRunAsAnUnprivilegedUserAndHaveAHealthCheck(Path file) throws IOException {
    if (!isWorkerImage(lines(file, "FROM").getLast())) {
      assertThat(lines(file, "USER").getLast()).isEqualTo("USER 10001:10001");
    }
    assertThat(lines(file, "HEALTHCHECK")).hasSize(1);
  }

  @Test
  void hadolintReportsNothing() throws Exception {
    Stream<String> files = containerfiles().stream().map(Path::toString);
    Tools.Result result =
        Tools.installed(
            "hadolint",
            Stream.concat(Stream.of("--failure-threshold", "warning"), files)
                .toArray(String[]::new));

    assertThat(result.status()).as(result.output()).isZero();
  }

  /** Copies what the Containerfile copies from the build, and starts it without a container. */
  @Test
  @Timeout(240)
  void theWorkerRunsWithTheCopiedFilesOnly(@TempDir Path image) throws Exception {
    assumeTrue(Files.exists(Programs.ROOT.resolve("target/needledrop-runner.jar")), "not built");
    assertThat(Programs.run("./needledrop", "--version").status()).isZero();
    for (String copy :
        lines(WORKER, "COPY").stream().filter(c -> c.contains(" /needledrop")).toList()) {
      copy(List.of(copy.split(" ")), image);
    }
    String launcher = image.resolve("needledrop/needledrop").toString();

    assertThat(
            Programs.run(
                launcher, "tag", "sample-library/mirrorball.opus", "--out", image + "/out"))
        .matches(result -> result.status() == 0);
    String port = Programs.freePort();
    Process worker = new ProcessBuilder(launcher, "worker", "--port", port).inheritIO().start();
    try {
      while (Programs.run(image + "/needledrop/is-ready", port, "/v2/health/ready").status() != 0) {
        assertThat(worker.isAlive()).isTrue();
        Thread.sleep(200);
      }
    } finally {
      worker.destroy();
      worker.waitFor();
    }
  }

  private static void copy(List<String> words, Path image) throws Exception {
    boolean fromBuild = words.get(1).equals("--from=build");
    Path destination = Path.of(image + words.getLast());
    for (String source : words.subList(fromBuild ? 2 : 1, words.size() - 1)) {
      Path from =
          Programs.ROOT.resolve(fromBuild ? source.replaceFirst("^/needledrop/", "") : source);
      boolean intoFolder = !Files.isDirectory(from);
      Files.createDirectories(intoFolder ? destination : destination.getParent());
      assertThat(Programs.run("cp", "--archive", from.toString(), destination.toString()))
          .isEqualTo(new Programs.Result(0, ""));
    }
  }
}
