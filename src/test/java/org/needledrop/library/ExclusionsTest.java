package org.needledrop.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionsTest {

  private static final Path MUSIC = Path.of("/Music");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "*.wma, Album/song.wma, true",
    "*.wma, Album/song.mp3, false",
    "Podcasts, Podcasts/2026/talk.mp3, true",
    "Podcasts, Old/Podcasts/talk.mp3, true",
    "Podcasts/, Old/Podcasts/talk.mp3, true",
    "Podcasts, Podcasts.mp3, false",
    "/Podcasts, Podcasts/talk.mp3, true",
    "/Podcasts, Old/Podcasts/talk.mp3, false",
    "Live/**, Live/a/b.mp3, true",
    "Live/**, Live.mp3, false",
    "Live/*.mp3, Live/b.mp3, true",
    "Live/*.mp3, Live/a/b.mp3, false",
    "'{a,b}*', b1.mp3, true",
    "song?.mp3, song1.mp3, true"
  })
  void leavesOutNamesAnywhereAndPathsBelowTheFolder(String glob, String track, boolean out) {
    Exclusions exclusions = Exclusions.of(List.of(glob));

    assertThat(exclusions.leaveOut(MUSIC, MUSIC.resolve(track))).isEqualTo(out);
    assertThat(exclusions.leaveOut(Path.of(track))).as("of a bucket").isEqualTo(out);
  }

  @Test
  void aFileOfTheCommandLineIsLeftOutByItsNameOnly() {
    Path song = MUSIC.resolve("song.wma");

    assertThat(Exclusions.of(List.of("*.wma")).leaveOut(song, song)).isTrue();
    assertThat(Exclusions.of(List.of("Music")).leaveOut(song, song)).isFalse();
  }

  @Test
  void namesTheGlobThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exclusions.of(List.of("*.mp3", "{a")))
        .withMessageContaining("'{a' is not a glob");
  }

  /** What is left out is not even read: it may be slow, or not readable. */
  @Test
  void doesNotEnterFoldersThatAreLeftOut() throws IOException {
    Path song = Files.createFile(folder.resolve("song.mp3"));
    Path out = Files.createDirectory(folder.resolve("out"));
    Exclusions exclusions = Exclusions.of(List.of("out"));

    try (UnreadableFolder _ = UnreadableFolder.below(out)) {
      assertThat(
              TrackFiles.below(
                  folder,
                  Optional.empty(),
                  exclusions,
                  failure -> {
                    throw failure;
                  }))
          .containsExactly(song);
    }
  }
}
