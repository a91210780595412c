package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a library is made, and where it must not be. */
class LibraryPlacesTest {

  private static final String SONG = "gravel-road.flac";

  @TempDir private Path folder;
  private Path music;

  @BeforeEach
  void copySong() throws IOException {
    music = Files.createDirectories(folder.resolve("Music/Album"));
    Files.copy(Path.of("sample-library", SONG), music.resolve(SONG));
    music = music.getParent();
  }

  private String song() {
    return music.resolve("Album").resolve(SONG).toString();
  }

  @Test
  void aMistypedFolderMakesNoLibrary() {
    CommandRun run = CommandRun.of("tag", folder.resolve("Musik").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains(folder.resolve("Musik") + ": no such file or folder");
    assertThat(folder.resolve(".needledrop")).doesNotExist();
  }

  @Test
  void aFileAloneMakesNoLibraryOfItsFolder() {
    CommandRun run = CommandRun.of("tag", song());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains(song() + " is in no library; tag its folder, or name a");
    assertThat(music.resolve("Album/.needledrop")).doesNotExist();
    assertThat(CommandRun.of("tag", song(), "--dry-run").exitCode()).isZero();
    assertThat(CommandRun.of("tag", song(), "--library", music.toString()).exitCode()).isZero();
    assertThat(music.resolve(".needledrop/journal.db")).exists();
  }

  @Test
  void noLibraryIsMadeInsideAnotherWhichItWouldHide() {
    CommandRun.of("tag", music.toString(), "--quiet");
    String album = music.resolve("Album").toString();

    CommandRun served = CommandRun.of("serve", album, "--port", "0");
    CommandRun nested = CommandRun.of("tag", album, "--library", album);
    CommandRun copied = CommandRun.of("tag", album, "--out", music.resolve("Copies").toString());

    assertThat(served.exitCode()).isEqualTo(2);
    assertThat(served.errors()).contains("it lies inside the library " + music + "; use that");
    assertThat(nested.exitCode()).isEqualTo(2);
    assertThat(copied.exitCode()).isZero();
    assertThat(music.resolve("Album/.needledrop")).doesNotExist();
    assertThat(music.resolve("Copies/.needledrop")).doesNotExist();
    assertThat(CommandRun.of("undo", album).output()).contains("restored");
  }

  @Test
  void aMissingTrackIsReportedAsThat() {
    CommandRun run = CommandRun.of("similar", music.resolve("no.mp3").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .containsExactly("needledrop: " + music.resolve("no.mp3") + ": no such file");
  }
}
