package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.failure.StorageConflict;
import org.needledrop.library.Track;
import org.needledrop.tagging.TrackOutcome.Status;

/** Copies go into folders where other tracks lie: no recording may be lost by that. */
class CopiesTest {

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  @TempDir private Path folder;
  private Path music;
  private Path incoming;
  private TaggingRun run;

  @BeforeEach
  void open() throws IOException {
    music = Files.createDirectory(folder.resolve("Music")).resolve("track01.mp3");
    incoming = Files.createDirectory(folder.resolve("Incoming")).resolve("track01.mp3");
    run = new TaggingRun(folder.resolve("Music"));
  }

  @AfterEach
  void close() {
    run.close();
  }

  private TrackReport tag(Track track) {
    return run.tagAgain(List.of(track)).getFirst();
  }

  private void assertRefused(Track track) throws IOException {
    byte[] before = Files.readAllBytes(track.target());

    assertThat(TagReports.failure(tag(track)))
        .isInstanceOf(StorageConflict.class)
        .hasMessage(
            "%s: %s already exists and holds another recording; move it or choose another --out",
            track.source(), track.target());
    assertThat(track.target()).hasBinaryContent(before);
  }

  @Test
  void doNotReplaceATrackThatWasTaggedInPlace() throws IOException {
    TestAudio.tone(music, 440, 2);
    TestAudio.tone(incoming, 880, 2);
    tag(Track.inPlace(music));

    assertRefused(new Track(incoming, music));
  }

  @Test
  void doNotReplaceTheCopyOfAnotherFile() throws IOException {
    Path other = TestAudio.tone(folder.resolve("other.mp3"), 440, 2);
    TestAudio.tone(incoming, 880, 2);
    tag(new Track(other, music));

    assertRefused(new Track(incoming, music));
  }

  @Test
  void doNotReplaceWhatWasPutInThePlaceOfACopy() throws IOException {
    TestAudio.tone(incoming, 440, 2);
    tag(new Track(incoming, music));
    TestAudio.tone(music, 660, 2);
    tag(Track.inPlace(music));
    TestAudio.tone(incoming, 880, 2);

    assertRefused(new Track(incoming, music));
  }

  @Test
  void doNotReplaceATrackOfTheLibraryThatOnlyHeldTheSameRecording() throws IOException {
    TestAudio.tone(music, 440, 2);
    Files.copy(music, incoming);
    tag(Track.inPlace(music));
    run.undo(music);
    assertThat(tag(new Track(incoming, music)).is(Status.TAGGED)).isTrue();
    TestAudio.tone(incoming, 880, 2);

    assertRefused(new Track(incoming, music));
  }

  @Test
  void areMadeAnewWhenTheirSourceHoldsAnotherRecording() throws IOException {
    TestAudio.tone(incoming, 440, 2);
    Track track = new Track(incoming, music);
    tag(track);
    TestAudio.tone(incoming, 880, 2);

    assertThat(tag(track).is(Status.TAGGED)).isTrue();
    assertThat(audioHash.of(music)).isEqualTo(audioHash.of(incoming));
  }
}
