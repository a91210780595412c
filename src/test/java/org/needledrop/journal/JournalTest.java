package org.needledrop.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;

class JournalTest {

  private static final TrackLabel LABEL = new TrackLabel("sha256:1f", "/music/a.mp3", "Rock");

  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {"Dad's music", "main' from 'it", "\"loud\"", "100% #1", "what? 100%20 #1"})
  void isCopiedForADryRunWhateverItsFolderIsCalled(String name) {
    Path folder = parent.resolve(name);
    try (Journal journal = Journal.open(folder)) {
      journal.label(LABEL);
    }

    try (Journal copy = Journal.readOnlyCopy(folder)) {
      assertThat(copy.labels()).containsExactly(LABEL);
    }
  }

  @Test
  void saysWhichJournalCannotBeCopied() throws IOException {
    Path file = Files.createDirectory(parent.resolve("journal.db"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Journal.readOnlyCopy(parent))
        .withMessageStartingWith("the journal " + file + " failed: ")
        .withMessageContaining("cannot copy the journal");
  }

  @Test
  void findsAnalysesOfAModelInAnySlicingAndAllSnippetsFirst() {
    try (Journal journal = Journal.inMemory()) {
      journal.remember(analysedBy("mine 10"));
      assertThat(journal.analysisOfModel("a", "mine 1")).isEmpty();

      journal.remember(analysedBy("mine 1 sample 0.25"));
      assertThat(journal.analysisOfModel("a", "mine 1")).contains(analysedBy("mine 1 sample 0.25"));

      journal.remember(analysedBy("mine 1"));
      assertThat(journal.analysisOfModel("a", "mine 1")).contains(analysedBy("mine 1"));
    }
  }

  @Test
  void findsAnalysesOfANetworkWithAnyHeadAndSlicing() {
    try (Journal journal = Journal.inMemory()) {
      journal.remember(analysedBy("base 10"));
      journal.remember(analysedBy("mine 1 on base 10"));
      journal.remember(analysedBy("base 1 on other 1"));
      assertThat(journal.analysesOfNetwork("a", "base 1")).isEmpty();

      journal.remember(analysedBy("base 1"));
      journal.remember(analysedBy("mine on tape 1 on base 1 sample 0.25"));
      assertThat(journal.analysesOfNetwork("a", "base 1"))
          .containsExactly(
              analysedBy("base 1"), analysedBy("mine on tape 1 on base 1 sample 0.25"));
    }
  }

  @Test
  void readsAnalysesFromBeforeTheDecoderWasRecorded(@TempDir Path library) throws Exception {
    try (Journal journal = Journal.open(library)) {
      journal.remember(analysedBy("base 1"));
    }
    try (Connection old =
            DriverManager.getConnection("jdbc:sqlite:" + library.resolve("journal.db"));
        Statement statement = old.createStatement()) {
      statement.execute("ALTER TABLE analysis DROP COLUMN decoder");
    }

    try (Journal journal = Journal.open(library)) {
      assertThat(journal.analysesOfNetwork("a", "base 1"))
          .extracting(analysis -> analysis.audio().decoder())
          .containsExactly(Optional.empty());
      journal.remember(analysedBy("base 2"));
      assertThat(journal.analysesOfNetwork("a", "base 2"))
          .extracting(analysis -> analysis.audio().decoder())
          .containsExactly(Optional.of("ffmpeg 8.0"));
    }
  }

  private static Analysis analysedBy(String method) {
    return new Analysis(
        "a",
        AnalysisMethod.parse(method),
        new AudioInfo(
            Container.MP3, "mp3", 44_100, 2, Duration.ofSeconds(4), Optional.of("ffmpeg 8.0")),
        new ScoringResult.NotScorable(new Abstention(Abstention.Reason.SILENT, "nothing")));
  }
}
