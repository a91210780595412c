package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;

/** {@code needledrop watch} on a real folder, stopped as systemd stops it. */
class WatchCommandTest {

  private static final Path SAMPLES = Path.of("sample-library");
  private static final String SONG = "one-drop-morning.mp3";
  private static final String OTHER = "werner-hacienda.mp3";

  @TempDir private Path scratch;
  private Path music;

  @BeforeEach
  void makeFolder() throws IOException {
    music = Files.createDirectory(scratch.resolve("music"));
  }

  private WatchProcess watch(String... options) throws IOException {
    return WatchProcess.start(
        scratch,
        Stream.concat(Stream.of(music.toString(), "--settle=2s"), Stream.of(options))
            .toArray(String[]::new));
  }

  private Path copy(String name) throws IOException {
    return Files.copy(
        SAMPLES.resolve(name), music.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isTagged(Path file) {
    return new TagReader().read(file, TagFormat.MP3).customFields().containsKey(TagNames.MODEL);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void aFileThatArrivesInSlicesIsTaggedOnceAndWhole() throws Exception {
    byte[] song = Files.readAllBytes(SAMPLES.resolve(SONG));
    Path file = music.resolve(SONG);
    try (WatchProcess watch = watch()) {
      try (OutputStream slices = Files.newOutputStream(file)) {
        for (int slice = 0; slice < 8; slice++) {
          int start = song.length / 8 * slice;
          int end = slice == 7 ? song.length : song.length / 8 * (slice + 1);
          slices.write(song, start, end - start);
          WatchProcess.pause(Duration.ofMillis(500));
          assertThat(watch.output()).doesNotContain(SONG);
        }
      }
      watch.awaitOutput(SONG);
      WatchProcess.pause(Duration.ofSeconds(3));
      assertThat(count(watch.output(), SONG)).isEqualTo(1);
      assertThat(watch.terminate()).isZero();
      assertThat(watch.errors())
          .contains("1 track: ")
          .contains("1 left without a genre")
          .contains("0 failed");
      assertThat(isTagged(file)).isTrue();
      assertThat(Files.size(file)).isGreaterThanOrEqualTo(song.length);
    }
  }

  @Test
  void aBrokenFileIsReportedOnceAndTriedAgainWhenItIsReplaced() throws Exception {
    Files.copy(SAMPLES.resolve("corrupt.mp3"), music.resolve(SONG));
    copy(OTHER);
    try (WatchProcess watch = watch()) {
      watch.awaitOutput(OTHER);
      watch.awaitError(SONG);
      WatchProcess.pause(Duration.ofSeconds(3));
      assertThat(count(watch.errors(), SONG)).isEqualTo(1);

      copy(SONG);
      watch.awaitOutput(SONG);
      assertThat(watch.terminate()).isZero();
      assertThat(watch.errors())
          .contains("3 tracks: ")
          .contains("2 left without a genre")
          .contains("1 failed");
    }
  }

  /** A log without times does not tell when something went wrong. */
  @Test
  void linesHaveDateAndTime() throws Exception {
    copy(SONG);
    try (WatchProcess watch = watch()) {
      watch.awaitOutput(SONG);
      assertThat(watch.output())
          .containsPattern("\n\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  unsure .*" + SONG);
    }
  }

  @Test
  void printsOnlyFailuresWithQuiet() throws Exception {
    Files.copy(SAMPLES.resolve("corrupt.mp3"), music.resolve(SONG));
    Path other = copy(OTHER);
    try (WatchProcess watch = watch("--quiet")) {
      watch.awaitError(SONG);
      watch.await(() -> isTagged(other));
      assertThat(watch.terminate()).isZero();
      assertThat(watch.output()).isEmpty();
      assertThat(watch.errors().lines()).singleElement().asString().contains("no audio found");
    }
  }

  @Test
  void waitsForALibraryThatAnotherCommandUses() throws Exception {
    copy(SONG);
    try (WatchProcess watch = watch()) {
      try (LibraryFolder _ = LibraryFolder.hold(music)) {
        watch.awaitError("in use by another Needledrop process");
        WatchProcess.pause(Duration.ofSeconds(1));
        assertThat(watch.output()).doesNotContain(SONG);
        assertThat(count(watch.errors(), "in use")).isEqualTo(1);
      }
      watch.awaitOutput(SONG);
      watch.await(this::isFree);
    }
  }

  private boolean isFree() {
    try (LibraryFolder _ = LibraryFolder.hold(music)) {
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void aFolderThatGoesAndComesBackIsWatchedOn() throws Exception {
    copy(SONG);
    try (WatchProcess watch = watch()) {
      watch.awaitOutput(SONG);
      Path elsewhere = scratch.resolve("elsewhere");
      Files.move(music, elsewhere);
      watch.awaitError("is now empty");
      Files.createDirectory(music);
      WatchProcess.pause(Duration.ofMillis(500));
      assertThat(music).isEmptyDirectory();

      Files.delete(music);
      Files.move(elsewhere, music);
      copy(OTHER);
      watch.awaitOutput(OTHER);
      assertThat(count(watch.output(), SONG)).isEqualTo(1);
      assertThat(count(watch.errors(), "is now empty")).isEqualTo(1);
      assertThat(watch.terminate()).isZero();
    }
  }

  @Test
  void finishesTheTrackThatItIsInTheMiddleOf() throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.copy(SAMPLES.resolve(SONG), music.resolve("%02d.mp3".formatted(i)));
    }
    try (WatchProcess watch = watch()) {
      watch.awaitOutput("00.mp3");
      assertThat(watch.terminate()).isZero();
      int reported = count(watch.output(), ".mp3");
      assertThat(reported).isLessThan(40);
      try (Stream<Path> files = Files.list(music)) {
        assertThat(files.filter(file -> file.toString().endsWith(".mp3")))
            .filteredOn(WatchCommandTest::isTagged)
            .hasSize(reported);
      }
    }
  }

  @Test
  void leavesTheOriginalsAndWritesCopies() throws Exception {
    Path copies = music.resolve("tagged");
    Files.createDirectory(music.resolve("album"));
    Files.copy(SAMPLES.resolve(SONG), music.resolve("album").resolve(SONG));
    try (WatchProcess watch = watch("--out=" + copies, "--policy=replace")) {
      watch.awaitOutput("tagged/album/" + SONG);
      WatchProcess.pause(Duration.ofSeconds(3));
      assertThat(watch.terminate()).isZero();
      assertThat(isTagged(copies.resolve("album").resolve(SONG))).isTrue();
      assertThat(music.resolve("album").resolve(SONG))
          .hasSameBinaryContentAs(SAMPLES.resolve(SONG));
      assertThat(watch.errors()).contains("1 track: ").contains("1 left without a genre");
    }
  }
}
