package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.CutOffAudio;

/** Sound is analysed in the containers and codecs that people have besides the usual ones. */
class EveryFormatTest {
  private static final double HZ = 440;
  private static final double SECONDS = 5;

  @TempDir private Path folder;

  private final AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());
  private final AudioHash hash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());

  @ParameterizedTest
  @CsvSource({
    "a.wav,  -c:a pcm_s24le,                     pcm_s24le",
    "a.wav,  -c:a pcm_f64le,                     pcm_f64le",
    "a.wav,  -c:a adpcm_ms,                      adpcm_ms",
    "a.wav,  -c:a adpcm_ima_wav,                 adpcm_ima_wav",
    "a.wav,  -c:a adpcm_yamaha,                  adpcm_yamaha",
    "a.wav,  -c:a adpcm_swf,                     adpcm_swf",
    "a.wav,  -c:a pcm_alaw,                      pcm_alaw",
    "a.wav,  -c:a dca -strict -2,                dts",
    "a.w64,  -c:a pcm_s16le,                     pcm_s16le",
    "a.aifc, -c:a adpcm_ima_qt -f aiff,          adpcm_ima_qt",
    "a.aifc, -c:a pcm_f32be -f aiff,             pcm_f32be",
    "a.au,   -c:a pcm_s16be,                     pcm_s16be",
    "a.au,   -c:a pcm_mulaw,                     pcm_mulaw",
    "a.caf,  -c:a pcm_s16be,                     pcm_s16be",
    "a.caf,  -c:a alac,                          alac",
    "a.mka,  -c:a libvorbis,                     vorbis",
    "a.mka,  -c:a ac3,                           ac3",
    "a.mka,  -c:a truehd -strict -2,             truehd",
    "a.mka,  -c:a wavpack,                       wavpack",
    "a.webm, -c:a libopus,                       opus",
    "a.ac3,  -c:a ac3,                           ac3",
    "a.eac3, -c:a eac3,                          eac3",
    "a.dts,  -c:a dca -strict -2,                dts",
    "a.mp2,  -c:a mp2,                           mp2",
    "a.m4a,  -c:a ac3,                           ac3",
    "a.tta,  -c:a tta,                           tta",
    "a.wv,   -c:a wavpack,                       wavpack",
  })
  void hearsWhatTheEncoderOfTheTestsCanMake(String name, String encoder, String codec) {
    Path file = TestAudio.tone(folder.resolve(name), HZ, SECONDS, encoder.split(" "));
    assertHeard(file, codec);
  }

  @ParameterizedTest
  @CsvSource({
    "a.wav,  -c:a g726 -ar 8000 -ac 1,           adpcm_g726",
    "a.wav,  -c:a g722 -ar 16000 -ac 1,          adpcm_g722",
    "a.spx,  -c:a libspeex -ar 16000 -ac 1,      speex"
  })
  void hearsCodecsOfSpeechInWhichMusicWasRecorded(String name, String encoder, String codec) {
    Path file = TestAudio.tone(folder.resolve(name), HZ, SECONDS, encoder.split(" "));
    AudioInfo info = decoder.decode(file, new Loudness());
    assertThat(info.codec()).isEqualTo(codec);
    assertThat(info.duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
  }

  @Test
  void hearsDsd() throws IOException {
    assertHeard(DsdAudio.dsf(folder.resolve("a.dsf"), HZ, SECONDS), "dsd_lsbf_planar");
    assertHeard(DsdAudio.dsdiff(folder.resolve("a.dff"), HZ, SECONDS), "dsd_msbf");
  }

  @Test
  void hearsMusepack() {
    Path wav = TestAudio.tone(folder.resolve("a.wav"), HZ, SECONDS);
    assertHeard(DebianPrograms.musepack(wav, folder.resolve("a.mpc")), "musepack8");
  }

  private void assertHeard(Path file, String codec) {
    Loudness loudness = new Loudness();
    AudioInfo info = decoder.decode(file, loudness);
    assertThat(info.codec()).isEqualTo(codec);
    assertThat(info.note()).isEmpty();
    assertThat(info.duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5150));
    assertThat(loudness.peakOfASine()).isBetween(0.4, 0.6);
    assertThat(hash.of(file)).isEqualTo(hash.of(file)).startsWith("sha256:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.au", "a.aifc", "a.mka", "a.tta", "a.wv"})
  void refusesThemTooWhenTheyAreCutOff(String name) throws IOException {
    Path file = TestAudio.tone(folder.resolve(name), HZ, SECONDS);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 3));
    assertThatThrownBy(() -> decoder.decode(file, new Loudness()))
        .isInstanceOf(CutOffAudio.class)
        .hasMessageContaining("truncated: the header states 5.0 s, only ");
  }
}
