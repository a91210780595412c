package org.needledrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.TestAudio;

/** Names that are options, patterns or protocols to other programs, and what is no file at all. */
@QuarkusMainTest
class HostileNamesTest {
  private static final List<String> NAMES =
      List.of(
          "new\nline.flac",
          "\033[2J.flac",
          "-i.flac",
          "it's \"quoted\".flac",
          "$(id); `id`.flac",
          "percent%03d.flac",
          "http:example.org.flac",
          "concat:a|b.flac",
          "back\\slash.flac",
          "*?[a].flac",
          "\u202egnp.flac",
          " .flac");

  @TempDir private Path folder;

  @Test
  void tagsFilesWhateverTheirNames(QuarkusMainLauncher launcher) throws IOException {
    Path sound = TestAudio.tone(folder.resolve("sound.flac"), 440, 1);
    for (String name : NAMES) {
      Files.copy(sound, folder.resolve(name));
    }

    LaunchResult run = launcher.launch("tag", folder.toString());

    assertThat(run.exitCode()).as(run.getErrorOutput()).isZero();
    assertThat(run.getErrorOutput())
        .contains("%d left without a genre (too short %1$d)".formatted(NAMES.size() + 1));
    try (var files = Files.list(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(NAMES.size() + 1);
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void waitsForNoPipeAndFollowsNoLinkInCircles(QuarkusMainLauncher launcher)
      throws IOException, InterruptedException {
    TestAudio.tone(folder.resolve("sound.flac"), 440, 1);
    Path pipe = folder.resolve("pipe.mp3");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createSymbolicLink(folder.resolve("itself.mp3"), Path.of("itself.mp3"));
    Files.createSymbolicLink(folder.resolve("nowhere.mp3"), Path.of("gone.mp3"));
    Files.createSymbolicLink(folder.resolve("above"), folder);
    Files.createDirectory(folder.resolve("folder.mp3"));

    LaunchResult run = launcher.launch("tag", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.getErrorOutput())
        .contains("4 tracks: ")
        .contains("1 left without a genre (too short 1)")
        .contains(pipe + ": not a file")
        .contains(folder.resolve("itself.mp3") + ": cannot read the file")
        .contains(folder.resolve("nowhere.mp3") + ": no such file");
  }

  @Test
  void saysThatAFileMayNotBeRead(QuarkusMainLauncher launcher) throws IOException {
    Path secret = TestAudio.tone(folder.resolve("secret.flac"), 440, 1);
    assertThat(secret.toFile().setReadable(false, false)).isTrue();
    Assumptions.assumeFalse(Files.isReadable(secret), "root may read all");

    LaunchResult run = launcher.launch("tag", folder.toString());

    assertThat(run.getErrorOutput()).contains(secret + ": permission denied");
  }
}
