package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.audio.TestAudio;
import org.needledrop.audio.WrongHeader;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.library.Track;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tagging.TrackOutcome.Status;

/** What becomes of tracks whose header states more than they hold, in a library. */
class CutOffTrackTest {
  private static final String WAVE = "random(0)*sin(2*PI*300*t)*0.4:s=44100";

  @TempDir private Path library;

  private Path track(String name) {
    return TestAudio.generated(library.resolve(name), WAVE, 10);
  }

  private TrackReport tag(Path file, boolean partial) {
    OneGenre scorer = new OneGenre(TaggingRun.MODEL);
    try (TaggingRun run = new TaggingRun(library, scorer, LuceneIndex.inMemory(), partial)) {
      return run.tagAgain(List.of(Track.inPlace(file))).getFirst();
    }
  }

  private void undo(Path file) {
    try (TaggingRun run = new TaggingRun(library)) {
      run.undo(file);
    }
  }

  @Test
  void tagsASongWithAWrongHeaderAndKeepsTheNoteInTheJournal() throws IOException {
    Path file = track("a.mp3");
    WrongHeader.xing(file, 5000);
    float[] sound = TestAudio.samples(file);

    TrackReport first = tag(file, false);
    TrackReport second = tag(file, false);
    undo(file);

    assertThat(first.is(Status.TAGGED)).isTrue();
    assertThat(first.finished().orElseThrow().note())
        .hasValue("its header states 130.6 s, but it plays 10.0 s");
    assertThat(second.is(Status.UNCHANGED)).isTrue();
    assertThat(second.finished().orElseThrow().note())
        .isEqualTo(first.finished().orElseThrow().note());
    assertThat(TestAudio.samples(file)).isEqualTo(sound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp3", "a.flac"})
  void tagsThePartOfATrackOnlyIfThatIsWantedAndUndoesIt(String name) throws IOException {
    Path file = track(name);
    byte[] whole = Files.readAllBytes(file);
    byte[] part = Arrays.copyOf(whole, whole.length * 3 / 5 + 1);
    Files.write(file, part);

    TrackReport refused = tag(file, false);
    assertThat(TagReports.failure(refused)).isInstanceOf(CutOffAudio.class);
    assertThat(file).as("a refused file is left alone").hasBinaryContent(part);
    assertThat(TagReports.failure(tag(file, false)))
        .as("the refusal is remembered")
        .isInstanceOf(CutOffAudio.class);

    TrackReport tagged = tag(file, true);
    assertThat(tagged.is(Status.TAGGED)).isTrue();
    assertThat(tagged.finished().orElseThrow().note().orElseThrow()).startsWith("cut off: only ");
    assertThat(tag(file, false).is(Status.UNCHANGED))
        .as("a known recording is not refused later")
        .isTrue();

    undo(file);
    float[] after = TestAudio.partSamples(file);
    Files.write(file, part);
    assertThat(after).isEqualTo(TestAudio.partSamples(file));
  }
}
