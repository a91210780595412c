package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;

/** A header that states too much must not cost a song that plays; audio that is cut off must. */
class WrongHeaderTest {
  private static final PcmSink NOWHERE = (samples, count) -> {};

  @TempDir private Path folder;

  private final AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());

  private Path tone(String name, String... options) {
    return TestAudio.tone(folder.resolve(name), 440, 5, options);
  }

  private void assertPlays(Path file, double declaredSeconds) {
    AudioInfo info = decoder.decode(file, NOWHERE);
    assertThat(info.duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
    Shortfall shortfall = info.shortfall().orElseThrow();
    assertThat(shortfall.cutOff()).isFalse();
    assertThat(shortfall.declared().toMillis() / 1000.0)
        .isBetween(declaredSeconds * 0.98, declaredSeconds * 1.02);
    assertThat(info.note().orElseThrow()).contains("its header states ", "but it plays 5.0 s");
  }

  @Test
  void playsAnMp3WhoseXingHeaderCountsTooManyFrames() throws IOException {
    Path file = tone("a.mp3");
    WrongHeader.xing(file, 2000);
    assertPlays(file, 52.2);
  }

  @Test
  void playsAnMp3WhoseVbriHeaderCountsTooManyFrames() throws IOException {
    Path file = tone("a.mp3", "-write_id3v1", "1");
    WrongHeader.vbri(file, 2000);
    assertPlays(file, 52.2);
  }

  @Test
  void playsAnMp3WhoseHeaderExceedsTheLimitThatItsSizeCannotReach() throws IOException {
    Path file = tone("a.mp3");
    WrongHeader.xing(file, 2_000_000);
    assertPlays(file, 52_245);
  }

  @Test
  void playsAFlacWhoseStreamInfoCountsTooManySamples() throws IOException {
    Path file = tone("a.flac");
    WrongHeader.flac(file, 4);
    assertPlays(file, 20);
  }

  @Test
  void playsAnMp4WhoseTrackIsDeclaredTooLong() throws IOException {
    Path file = tone("a.m4a");
    WrongHeader.mp4(file, 4);
    assertPlays(file, 20);
  }

  @Test
  void playsAnAiffWhoseHeaderCountsTooManyFrames() throws IOException {
    Path file = tone("a.aiff");
    WrongHeader.aiff(file, 4);
    assertPlays(file, 20);
  }

  @Test
  void playsAWmaWhosePlayDurationIsTooLong() throws IOException {
    Path file = tone("a.wma");
    WrongHeader.asf(file, 4);
    assertPlays(file, 29.3); // four times the preroll of 3.1 s and the sound, less the preroll
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF})
  void believesNoPlaceholderOfAProgramThatWroteWavToAPipe(int size) throws IOException {
    Path file = tone("a.wav");
    WrongHeader.wav(file, size);
    assertThat(decoder.decode(file, NOWHERE).shortfall()).isEmpty();
  }

  @Test
  void saysNothingOfAHeaderThatIsRight() {
    assertThat(decoder.decode(tone("a.mp3"), NOWHERE).note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.mp3", "a.flac", "a.wav", "f.wav", "a.aiff", "a.m4a", "alac.m4a", "frag.mp4"})
  void refusesAudioThatIsCutOffUnlessThePartIsWanted(String name) throws IOException {
    Path file = cut(tone(name, options(name)));

    assertThatThrownBy(() -> decoder.decode(file, NOWHERE))
        .isInstanceOf(CutOffAudio.class)
        .hasMessageContaining("truncated: the header states 5.0 s, only ")
        .hasMessageEndingWith(
            "; get the whole file, or tag what is there (--partial or NEEDLEDROP_PARTIAL=true)");

    AudioInfo part = decoder.partial(true).decode(file, NOWHERE);
    assertThat(part.duration()).isBetween(Duration.ofMillis(1500), Duration.ofMillis(3500));
    assertThat(part.shortfall().orElseThrow().cutOff()).isTrue();
    assertThat(part.note().orElseThrow())
        .startsWith("cut off: only ")
        .endsWith(" of 5.0 s are there");
  }

  private static String[] options(String name) {
    return switch (name) {
      case "f.wav" -> new String[] {"-c:a", "pcm_f32le"};
      case "a.m4a" -> new String[] {"-movflags", "+faststart"};
      case "alac.m4a" -> new String[] {"-c:a", "alac", "-movflags", "+faststart"};
      case "frag.mp4" -> new String[] {"-movflags", "frag_keyframe+empty_moov"};
      default -> new String[0];
    };
  }

  @Test
  void seesThatAnMp3IsCutOffBehindItsTags() throws IOException {
    Path file = cut(tone("a.mp3"));
    byte[] id3v1 = Arrays.copyOf("TAGsong".getBytes(UTF_8), 128);
    Files.write(file, id3v1, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> decoder.decode(file, NOWHERE)).isInstanceOf(CutOffAudio.class);
  }

  @Test
  void seesThatAnMp3IsCompleteBeforeItsTags() throws IOException {
    Path file = tone("a.mp3");
    WrongHeader.xing(file, 2000);
    byte[] ape = new byte[32];
    System.arraycopy("APETAGEX".getBytes(UTF_8), 0, ape, 0, 8);
    ape[12] = 32;
    Files.write(file, ape, StandardOpenOption.APPEND);
    Files.write(file, "LYRICSBEGIN000011LYRICS200".getBytes(UTF_8), StandardOpenOption.APPEND);
    Files.write(file, Arrays.copyOf("TAGsong".getBytes(UTF_8), 128), StandardOpenOption.APPEND);
    assertPlays(file, 52.2);
  }

  @Test
  void refusesWhatHoldsNoSampleOfAllThatIsStated() throws IOException {
    Path file = tone("a.m4a", "-movflags", "+faststart");
    String text = Files.readString(file, ISO_8859_1);
    byte[] headers = Arrays.copyOf(Files.readAllBytes(file), text.indexOf("mdat") + 4);
    Files.write(file, headers);
    assertThatThrownBy(() -> decoder.partial(true).decode(file, NOWHERE))
        .isInstanceOf(MalformedAudio.class)
        .isNotInstanceOf(CutOffAudio.class)
        .hasMessageContaining("only 0.0 s could be decoded");
  }

  @Test
  void believesADurationBeyondTheLimitThatTheFileIsLargeEnoughFor() throws IOException {
    Path file = tone("a.wav", "-ac", "1", "-ar", "8000");
    SpoiledFile.promiseSixHoursOfSilence(file);
    assertThatThrownBy(() -> decoder.decode(file, NOWHERE)).isInstanceOf(LimitExceeded.class);
  }

  private static Path cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 7));
  }
}
