package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.library.Track;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/** What a track may take down with it: memory that it alone wants, nobody. */
class ErrorOfOneTrackTest {

  private static final Path SAMPLES = Path.of("sample-library");

  @TempDir private Path library;
  private List<Track> tracks;

  @BeforeEach
  void copySamples() throws IOException {
    tracks =
        List.of(
            Track.inPlace(copy("one-drop-morning.mp3")),
            Track.inPlace(copy("werner-hacienda.mp3")));
  }

  private Path copy(String name) throws IOException {
    return Files.copy(SAMPLES.resolve(name), library.resolve(name));
  }

  @Test
  void wantOfMemoryCostsTheTrackAndIsNotRemembered() {
    try (TaggingRun run = new TaggingRun(library, new FailingOnce(new OutOfMemoryError("heap")))) {
      List<TrackReport> reports = run.tagAgain(tracks);

      assertThat(reports).extracting(TagReports::end).containsExactlyInAnyOrder("FAILED", "TAGGED");
      TrackReport failed =
          reports.stream().filter(report -> report.finished().isEmpty()).findFirst().orElseThrow();
      assertThat(TagReports.failure(failed))
          .isInstanceOf(LimitExceeded.class)
          .hasMessageStartingWith(failed.track().source() + ": not enough memory left of Java's")
          .hasRootCauseMessage("heap");
      assertThat(run.tagAgain(tracks))
          .extracting(TagReports::end)
          .containsExactlyInAnyOrder("TAGGED", "UNCHANGED");
    }
  }

  @Test
  void anyOtherErrorEndsTheRun() {
    try (TaggingRun run =
        new TaggingRun(library, new FailingOnce(new LinkageError("half built")))) {
      assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> run.tagAgain(tracks));
    }
  }

  private static final class FailingOnce implements Scorer {

    private final Queue<Error> errors = new ConcurrentLinkedQueue<>();
    private final Scorer after = new OneGenre(TaggingRun.MODEL);

    FailingOnce(Error error) {
      errors.add(error);
    }

    @Override
    public SnippetScores score(Snippets snippets) {
      Error error = errors.poll();
      if (error != null) {
        throw error;
      }
      return after.score(snippets);
    }

    @Override
    public void close() {}
  }
}
