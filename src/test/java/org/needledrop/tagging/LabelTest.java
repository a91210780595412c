package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.TestAudio;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.journal.TrackLabel;
import org.needledrop.library.Track;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.TagReader;

/** A user's label of a track reaches its tag, whenever it is set. */
class LabelTest {

  @TempDir private Path folder;
  private Path file;
  private TaggingRun run;
  private Journal elsewhere;

  @BeforeEach
  void open() {
    file = TestAudio.tone(folder.resolve("a.flac"), 440, 2);
    run = new TaggingRun(folder);
    elsewhere = Journal.open(LibraryFolder.journal(folder));
  }

  @AfterEach
  void close() {
    elsewhere.close();
    run.close();
  }

  private TrackReport tag() {
    return run.tagAgain(List.of(Track.inPlace(file))).getFirst();
  }

  private void label(String audioHash) {
    elsewhere.label(new TrackLabel(audioHash, file.toString(), "Dub"));
  }

  private List<String> genres() {
    return new TagReader().read(file, TagFormat.FLAC).genres();
  }

  @Test
  void isWrittenNextWhenItIsSetWhileTheTrackIsTagged() {
    String audioHash = TagReports.audioHash(tag());
    try (StartOfSpan _ = StartOfSpan.hook("write", () -> label(audioHash))) {
      tag();
    }

    tag();

    assertThat(genres()).containsExactly("Dub");
    assertThat(tag().is(Status.UNCHANGED)).isTrue();
  }

  @Test
  void isTakenBackNextWhenItIsForgottenWhileTheTrackIsTagged() {
    String audioHash = TagReports.audioHash(tag());
    label(audioHash);
    try (StartOfSpan _ = StartOfSpan.hook("write", () -> elsewhere.forgetLabel(audioHash))) {
      tag();
    }

    tag();

    assertThat(genres()).isEmpty();
  }
}
