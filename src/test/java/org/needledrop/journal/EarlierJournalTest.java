package org.needledrop.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.library.FileState;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagNames;

/**
 * A journal that commit c560614 wrote, before its classes were renamed: all of it is still read.
 */
class EarlierJournalTest {

  private static final Path SONG = Path.of("/music/a.mp3");
  private static final AudioInfo INFO =
      new AudioInfo(
          Container.MP3, "mp3", 44_100, 2, Duration.ofSeconds(6), Optional.of("ffmpeg 4.4.1"));

  @TempDir private Path folder;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    Files.copy(Path.of("src/test/resources/earlier/journal.db"), folder.resolve("journal.db"));
    journal = Journal.open(folder);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void hasTheAnalysesByTheirMethods() {
    assertThat(Stream.of("model-1", "model-1 overlap 0.50", "mine-1 on model-1 sample 0.25"))
        .map(method -> journal.analysis("sha256:1f", AnalysisMethod.parse(method)).orElseThrow())
        .allSatisfy(analysis -> assertThat(analysis.audio()).isEqualTo(INFO))
        .map(EarlierJournalTest::firstProbability)
        .containsExactly(0.75f, 0.5f, 0.25f);
    assertThat(journal.analysesOfNetwork("sha256:1f", "model-1")).hasSize(3);
  }

  private static float firstProbability(Analysis analysis) {
    TrackScores scores = ((ScoringResult.Scored) analysis.result()).scores();
    assertThat(scores.embedding()).containsExactly(1, 2, 3);
    assertThat(scores.timeline().known()).isTrue();
    return scores.probabilities()[0];
  }

  @Test
  void knowsWhyThereIsNoGenre() {
    assertThat(journal.analysisOfModel("sha256:2f", "model-1").orElseThrow().result())
        .isEqualTo(
            new ScoringResult.NotScorable(new Abstention(Abstention.Reason.SILENT, "no sound")));
  }

  @Test
  void knowsTheFilesAndWhatUndoRestores() {
    assertThat(journal.files().recording(new FileState(SONG, 1000, 5)))
        .as("is read once more, for its title")
        .isEmpty();
    JournalEntry entry = journal.entries().find(SONG).orElseThrow();
    assertThat(entry.original().genres()).containsExactly("Rock");
    assertThat(entry.written().customFields()).containsEntry(TagNames.MODEL, "model-1");
    assertThat(entry.method()).isEqualTo(new AnalysisMethod("model-1", 0.5, 1));
    assertThat(entry.left(entry.written())).isTrue();
    assertThat(entry.originalIn(entry.written()))
        .isEqualTo(new TagFields(true, List.of("Rock"), entry.original().customFields()));
    assertThat(journal.entries().isIndexed(SONG)).isTrue();
    assertThat(journal.copies().has(SONG, Path.of("/copies/a.mp3"), "sha256:1f")).isTrue();
  }

  @Test
  void hasTheUsersLabels() {
    assertThat(journal.labels())
        .containsExactly(new TrackLabel("sha256:2f", "/music/b.mp3", "Dub"));
  }
}
