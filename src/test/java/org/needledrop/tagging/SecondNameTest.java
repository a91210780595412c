package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.library.Track;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.WriteOptions;

/** One file under two names: hard links, and names that a share or a Mac spells differently. */
class SecondNameTest {
  private static final WriteOptions IN_PLACE =
      new WriteOptions(false, HardLinks.IN_PLACE, new Notices(_ -> {}));

  @TempDir private Path library;
  private Path song;
  private byte[] original;

  @BeforeEach
  void copySample() throws IOException {
    song = library.resolve("Cafe\u0301.mp3");
    Files.copy(Path.of("sample-library/roux-jazz-buzzing-easteregg.mp3"), song);
    original = Files.readAllBytes(song);
  }

  private TaggingRun run() {
    return new TaggingRun(library, IN_PLACE);
  }

  @Test
  void undoesBothNamesOfAFileThatWasTaggedInPlaceThoughTheSecondWasFoundTagged()
      throws IOException {
    Path other = Files.createLink(library.resolve("other.mp3"), song);
    try (TaggingRun run = run()) {
      List<TrackReport> reports = run.tagAgain(List.of(Track.inPlace(song), Track.inPlace(other)));
      assertThat(reports)
          .extracting(TagReports::end)
          .containsExactlyInAnyOrder("TAGGED", "UNCHANGED");

      assertThat(run.undo(other).status()).isEqualTo(UndoReport.Status.RESTORED);

      assertThat(song).hasBinaryContent(original);
      assertThat(Files.isSameFile(song, other)).isTrue();
      assertThat(run.undo(song).status()).isEqualTo(UndoReport.Status.NOTHING_TO_UNDO);
    }
    try (TaggingRun run = run()) {
      assertThat(run.tagAgain(List.of(Track.inPlace(song))))
          .extracting(TagReports::end)
          .containsExactly("TAGGED");
    }
  }

  @Test
  void leavesAFileWithTwoNamesOnRequestButAnalysesIt() throws IOException {
    Files.createLink(library.resolve("other.mp3"), song);
    WriteOptions skip = new WriteOptions(false, HardLinks.SKIP, new Notices(_ -> {}));
    try (TaggingRun run = new TaggingRun(library, skip)) {
      TrackReport report = run.tagAgain(List.of(Track.inPlace(song))).getFirst();
      assertThat(report.is(Status.UNCHANGED)).isTrue();
      assertThat(report.finished()).isPresent();
    }
    assertThat(song).hasBinaryContent(original);
  }

  @Test
  void knowsAFileWhoseNameAShareSpellsInAnotherNormalForm() throws IOException {
    Path composed =
        library.resolve(Normalizer.normalize(song.getFileName().toString(), Normalizer.Form.NFC));
    assertThat(composed).isNotEqualTo(song);
    try (TaggingRun run = run()) {
      run.tagAgain(List.of(Track.inPlace(song)));
      Files.move(song, composed);

      TrackReport again = run.tagAgain(List.of(Track.inPlace(composed))).getFirst();
      assertThat(TagReports.analysed(again)).isFalse();
      assertThat(again.is(Status.UNCHANGED)).isTrue();

      assertThat(run.undo(composed).status()).isEqualTo(UndoReport.Status.RESTORED);
    }
    assertThat(composed).hasBinaryContent(original);
  }
}
