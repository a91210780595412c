package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.MissingFile;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnsupportedFormat;

/** What is no sound music file must be refused with a reason that its owner understands. */
class AudioRefusalTest {
  private static final PcmSink NOWHERE = (samples, count) -> {};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.flac", "a.wav", "a.aiff", "a.mp3", "faststart.m4a"})
  void refusesATruncatedFileThatPromisesMore(String name) throws IOException {
    Path whole = TestAudio.tone(folder.resolve(name), 440, 30, "-movflags", "+faststart");
    cutTo(whole, 0.4);

    assertThatThrownBy(() -> decode(whole))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageContaining(name)
        .hasMessageContaining("truncated: the header states 30.0 s, only ")
        .hasMessageContaining(" s could be decoded");
  }

  @Test
  void refusesAnM4aWhoseIndexWasCutOff() throws IOException {
    Path whole = TestAudio.tone(folder.resolve("a.m4a"), 440, 5);
    cutTo(whole, 0.5);

    assertThatThrownBy(() -> decode(whole))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageContaining("no audio found: moov atom not found");
  }

  @Test
  void saysWhatIsWrongWithAPathThatIsNoReadableFile() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.mp3"));

    assertThatThrownBy(() -> decode(empty)).hasMessageEndingWith("empty file");
    assertThatThrownBy(() -> decode(folder)).hasMessageEndingWith("not a file");
    assertThatThrownBy(() -> decode(folder.resolve("gone.mp3")))
        .isInstanceOf(MissingFile.class)
        .hasMessageEndingWith("no such file");
  }

  @Test
  void saysThatANameCannotBePassedOn() throws IOException, InterruptedException {
    Path whole = TestAudio.tone(folder.resolve("a.flac"), 440, 1);
    String script = "cp a.flac \"$(printf 'caf\\351.flac')\"";
    new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start().waitFor();
    Path latin1;
    try (var files = Files.list(folder)) {
      latin1 = files.filter(file -> !file.equals(whole)).findFirst().orElseThrow();
    }

    assertThatThrownBy(() -> decode(latin1))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageEndingWith(
            "the file name cannot be encoded in this system's character set;" + " rename it");
  }

  @Test
  void saysOfZerosThatTheyHoldNoAudioSinceAFullDiskLeavesSuchFiles() throws IOException {
    Path zeros = Files.write(folder.resolve("zeros.flac"), new byte[3000]);

    assertThatThrownBy(() -> new AudioHash(Ffmpeg.find(), AudioLimits.defaults()).of(zeros))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageEndingWith("no audio found: the header gives no sample rate or no channels");
  }

  @Test
  void refusesTextThatIsNamedMp3() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp3"), "Dear diary, today I heard a song.");

    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageContaining("no audio found")
        .hasMessageNotContaining("0x");
  }

  @Test
  void refusesAFilmWithoutSound() {
    Path film =
        TestAudio.encode(
            folder.resolve("a.mp4"), "-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-c:v", "mpeg4");

    assertThatThrownBy(() -> decode(film))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageEndingWith("no audio stream");
  }

  @Test
  void refusesAContainerThatIsNotSupported() {
    Path raw = TestAudio.tone(folder.resolve("a.mlp"), 440, 1, "-c:a", "mlp", "-strict", "-2");

    assertThatThrownBy(() -> decode(raw)).isInstanceOf(UnsupportedFormat.class);
  }

  @Test
  void refusesACodecThatIsNotSupported() {
    Path speech =
        TestAudio.tone(
            folder.resolve("a.wav"), 440, 1, "-c:a", "g723_1", "-ar", "8000", "-ac", "1");

    assertThatThrownBy(() -> decode(speech))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageEndingWith("no decoder for g723_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffconcat version 1.0\nfile secret.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.wav\n#EXT-X-ENDLIST\n"
      })
  void neverFollowsAPlaylistToAnotherFile(String playlist) throws IOException {
    TestAudio.tone(folder.resolve("secret.wav"), 440, 1);
    Path file = Files.writeString(folder.resolve("a.mp3"), playlist);

    // Either its kind is refused, or, by a newer ffmpeg, its name is believed and no MP3 is found.
    assertThatThrownBy(() -> decode(file)).isInstanceOf(TrackFailure.class);
  }

  @Test
  void saysThatAnAppleFileIsProtected() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.m4a"), 440, 1);
    SpoiledFile.replace(file, "stsd", "mp4a", "drms");

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageEndingWith("protected by DRM");
  }

  @Test
  void saysThatAWindowsMediaFileIsProtected() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.wma"), 440, 1);
    SpoiledFile.addContentEncryption(file);

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageEndingWith("protected by DRM");
  }

  @Test
  void refusesAHeaderThatPromisesTooMuchBeforeDecodingIt() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.wav"), 440, 1, "-ac", "1", "-ar", "8000");
    SpoiledFile.promiseSixHoursOfSilence(file);
    long[] seen = {0};

    assertThatThrownBy(
            () ->
                new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults())
                    .decode(file, (samples, count) -> seen[0] += count))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith(
            "the header states 21600.0 s; the limit is 14400.0 s (NEEDLEDROP_MAX_DURATION)");
    assertThat(seen[0]).isLessThan(600L * AudioDecoder.SAMPLE_RATE_HZ);
  }

  @Test
  void stopsAtTheLimitIfNoHeaderStatesTheDuration() {
    Path file = TestAudio.tone(folder.resolve("a.aac"), 440, 5);
    AudioLimits oneSecond = limits(Duration.ofSeconds(1), Duration.ofMinutes(1));

    assertThatThrownBy(() -> new AudioDecoder(Ffmpeg.find(), oneSecond).decode(file, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith("the limit is 1.0 s (NEEDLEDROP_MAX_DURATION)");
  }

  @Test
  void passesOnWhatTheSinkThrows() {
    Path file = TestAudio.tone(folder.resolve("a.flac"), 440, 5);
    PcmSink full =
        (samples, count) -> {
          throw new IllegalStateException("full");
        };

    assertThatThrownBy(
            () -> new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults()).decode(file, full))
        .hasMessage("full");
  }

  private static AudioLimits limits(Duration longest, Duration timeout) {
    return new AudioLimits(longest, timeout, AudioLimits.defaults().maxMemoryBytes());
  }

  private static void decode(Path file) {
    new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults()).decode(file, NOWHERE);
  }

  private static void cutTo(Path file, double part) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(Math.round(open.length() * part));
    }
  }
}
