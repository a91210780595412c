package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the command line, which must run without Maven and a JDK. */
@Timeout(600)
final class ArchiveTest {

  private static final Pattern EXECUTED = Pattern.compile("execve\\(\"([^\"]+/java)\"");

  private static Archive archive;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    archive = Archive.built();
  }

  @Test
  void containsSortedFilesWithoutOwnerAndWithOneTimestamp() throws Exception {
    Programs.Result listed =
        Programs.run("tar", "--numeric-owner", "--full-time", "-tvzf", archive.file().toString());
    List<String[]> rows = listed.output().lines().map(line -> line.split(" +", 6)).toList();

    assertThat(rows).extracting(row -> row[1]).containsOnly("0/0");
    assertThat(rows.stream().map(row -> row[3] + row[4]).distinct()).hasSize(1);
    assertThat(rows).extracting(row -> row[0].substring(4, 10)).doesNotContain("rw-rw-");
    assertThat(rows.stream().map(row -> row[5].replace('/', '\0'))).isSorted();
  }

  @Test
  void isNamedByVersionSystemAndArchitecture() {
    String name = archive.root().getFileName().toString();

    assertThat(name)
        .matches("needledrop-\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?-(linux|macos)-(x86_64|arm64)");
    assertThat(archive.file()).hasFileName(name + ".tar.gz");
  }

  @Test
  void containsTheLicencesOfItsContents() {
    for (String file :
        List.of("LICENSE", "NOTICE", "licenses/ffmpeg.txt", "runtime/legal/java.base/LICENSE")) {
      assertThat(archive.root().resolve(file)).isNotEmptyFile();
    }
    assertThat(archive.root().resolve("lib/needledrop/models/genre-resnet-bigru"))
        .isDirectoryContaining("glob:**LICENSE-*");
  }

  @Test
  void runsItsOwnJavaOnly() throws Exception {
    assumeTrue(Tools.onPath("strace").isPresent(), "strace is not installed");
    Path trace = folder.resolve("trace");
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-e", "trace=execve", "-o", trace.toString()));
    command.addAll(archive.command("--version"));

    Programs.Result result = Programs.run(archive.start(command));

    assertThat(result.output()).contains("needledrop ");
    List<String> executed =
        EXECUTED.matcher(Files.readString(trace)).results().map(m -> m.group(1)).toList();
    assertThat(executed).isNotEmpty().containsOnly(archive.java().toString());
  }

  @Test
  void lacksTheCommandsThatNeedTheSources() throws Exception {
    Programs.Result result = archive.run("archive");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("'archive'");
  }

  @Test
  void tagsIdenticallyToTheRepositorysBuild() throws Exception {
    Path fromRepository = folder.resolve("repository");
    Path fromArchive = folder.resolve("archive");
    Programs.Result repository =
        Programs.run("./needledrop", "tag", "sample-library", "--out", fromRepository.toString());
    Programs.Result result = archive.run("tag", "sample-library", "--out", fromArchive.toString());

    // One sample is broken on purpose.
    assertThat(repository.status()).as(repository.output()).isEqualTo(1);
    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(difference(fromRepository, fromArchive)).isEqualTo(new Programs.Result(0, ""));
  }

  @Test
  void undoRestoresTheOriginalFile() throws Exception {
    Path original = Files.createDirectory(folder.resolve("original"));
    Path track = Programs.ROOT.resolve("sample-library/gravel-road.flac");
    Files.copy(track, original.resolve("song.flac"));
    assertThat(archive.run("tag", original.toString(), "--policy", "replace").status()).isZero();
    assertThat(Files.mismatch(track, original.resolve("song.flac"))).isNotEqualTo(-1);
    assertThat(archive.run("undo", original.toString()).status()).isZero();
    assertThat(Files.mismatch(track, original.resolve("song.flac"))).isEqualTo(-1);
  }

  private static Programs.Result difference(Path one, Path other) throws Exception {
    return Programs.run(
        "diff", "--recursive", "--exclude=.needledrop", one.toString(), other.toString());
  }

  @Test
  void servesThePageAndTheApi() throws Exception {
    Path library = Files.createDirectory(folder.resolve("library"));
    String port = Programs.freePort();
    Process service =
        archive
            .start(archive.command("serve", library.toString(), "--port", port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("serve.log").toFile())
            .start();
    try {
      while (Programs.run("infra/is-ready", port, "/q/health/ready").status() != 0) {
        assertThat(service.isAlive()).as(Files.readString(folder.resolve("serve.log"))).isTrue();
        Thread.sleep(200);
      }
      assertThat(get(port, "/v1/statistics")).contains("\"tracks\":0");
      assertThat(get(port, "/")).contains("<title>");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  private static String get(String port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
