package org.needledrop.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a file counts as whole, by a clock that the test sets. */
class StableFilesTest {

  private static final FileState SONG = file("song.mp3", 1000, 1);

  private final StableFiles settled = new StableFiles(Duration.ofSeconds(10));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private static FileState file(String name, long bytes, long modifiedNanos) {
    return new FileState(Path.of("/music", name), bytes, modifiedNanos);
  }

  private List<FileState> after(int seconds, FileState... files) {
    now = now.plusSeconds(seconds);
    return settled.ready(now, List.of(files));
  }

  @Test
  void aFileIsReadyWhenItHasStoodStillForLongEnough() {
    assertThat(after(0, SONG)).isEmpty();
    assertThat(after(9, SONG)).isEmpty();
    assertThat(after(1, SONG)).containsExactly(SONG);
  }

  @Test
  void aFileThatGrowsIsNotReady() {
    for (int bytes = 1; bytes < 100; bytes++) {
      assertThat(after(9, file("song.mp3", bytes, bytes))).isEmpty();
    }
    assertThat(after(10, file("song.mp3", 99, 99))).hasSize(1);
  }

  @Test
  void aFileThatIsWrittenIntoWithoutGrowingIsNotReady() {
    after(0, file("song.mp3", 1000, 1));
    assertThat(after(10, file("song.mp3", 1000, 2))).isEmpty();
  }

  @Test
  void aTimeOfChangeThatGoesBackIsAChange() {
    after(0, SONG);
    settled.left(SONG);
    FileState older = file("song.mp3", 1000, -5_000_000_000L);

    assertThat(after(10, older)).isEmpty();
    assertThat(after(10, older)).containsExactly(older);
  }

  @Test
  void aFileIsReadyUntilItIsDone() {
    after(0, SONG);
    assertThat(after(10, SONG)).containsExactly(SONG);
    assertThat(after(5, SONG)).containsExactly(SONG);
    settled.left(SONG);
    assertThat(after(5, SONG)).isEmpty();
    assertThat(after(1000, SONG)).isEmpty();
  }

  @Test
  void whatWeWroteOurselvesIsNoChange() {
    FileState tagged = file("song.mp3", 1100, 2);
    after(0, SONG);
    after(10, SONG);
    settled.left(tagged);

    assertThat(after(5, tagged)).isEmpty();
    assertThat(after(100, tagged)).isEmpty();
  }

  @Test
  void aFileThatIsReplacedAfterItWasDoneIsReadyAgain() {
    FileState other = file("song.mp3", 2000, 2);
    after(0, SONG);
    settled.left(SONG);

    assertThat(after(1000, other)).isEmpty();
    assertThat(after(10, other)).containsExactly(other);
  }

  @Test
  void aFileThatWasGoneIsNewWhenItIsBack() {
    after(0, SONG);
    settled.left(SONG);
    after(1);

    assertThat(after(1, SONG)).isEmpty();
    assertThat(after(10, SONG)).containsExactly(SONG);
  }

  @Test
  void anEmptyFileWaitsForItsContent() {
    FileState empty = file("song.mp3", 0, 1);
    after(0, empty);
    assertThat(after(1000, empty)).isEmpty();
    assertThat(after(1, SONG)).isEmpty();
    assertThat(after(10, SONG)).containsExactly(SONG);
  }

  @Test
  void aClockThatStepsBackBeginsTheWaitAnew() {
    after(0, SONG);
    assertThat(after(-86_400, SONG)).isEmpty();
    assertThat(after(10, SONG)).containsExactly(SONG);
  }

  @Test
  void aClockThatStepsForwardMakesNoFileReadyThatIsSeenForTheFirstTime() {
    after(0, SONG);
    FileState fresh = file("fresh.mp3", 1000, 1);
    assertThat(after(86_400, SONG, fresh)).containsExactly(SONG);
  }

  @Test
  void eachFileHasItsOwnTime() {
    FileState second = file("a.flac", 5, 5);
    after(0, SONG);
    after(6, second, SONG);
    assertThat(after(4, second, SONG)).containsExactly(SONG);
    settled.left(SONG);
    assertThat(after(6, second, SONG)).containsExactly(second);
  }
}
