package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.library.TrackFiles;

/** {@code needledrop tag}, stopped in the middle by Ctrl-C. */
class StoppedTagTest {

  private static final Path SAMPLES = Path.of("sample-library");

  @TempDir private Path scratch;
  private Path music;

  @BeforeEach
  void copySamples() throws IOException {
    music = Files.createDirectory(scratch.resolve("music"));
    for (Path sample : TrackFiles.below(SAMPLES, Optional.empty(), _ -> {})) {
      if (!sample.endsWith("corrupt.mp3")) {
        Files.copy(sample, music.resolve(sample.getFileName().toString()));
      }
    }
  }

  private List<Path> tracks() {
    return TrackFiles.below(music, Optional.empty(), _ -> {});
  }

  private List<Path> unchanged() throws IOException {
    List<Path> unchanged = new ArrayList<>();
    for (Path track : tracks()) {
      if (Files.mismatch(track, SAMPLES.resolve(track.getFileName().toString())) < 0) {
        unchanged.add(track);
      }
    }
    return unchanged;
  }

  @Test
  void finishesWhatItHasBegunSaysHowToGoOnAndTheNextRunDoesTheRest() throws Exception {
    try (WatchProcess tag = WatchProcess.tag(scratch, music.toString())) {
      tag.await(() -> !tag.output().isEmpty());
      assertThat(tag.interrupt()).isEqualTo(130);

      assertThat(tag.errors())
          .contains("needledrop: stopped. The listed files are complete")
          .contains("run the same command again to continue")
          .contains("0 failed");
      int listed = tag.output().split("\n").length;
      assertThat(unchanged()).hasSize(tracks().size() - listed).isNotEmpty();
    }
    try (WatchProcess next = WatchProcess.tag(scratch, music.toString())) {
      assertThat(next.exitCode()).isZero();
      assertThat(unchanged()).isEmpty();
    }
    try (var all = Files.list(music)) {
      assertThat(all).hasSize(tracks().size() + 1); // with .needledrop
    }
  }
}
