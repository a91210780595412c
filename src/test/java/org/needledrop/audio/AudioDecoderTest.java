package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioDecoderTest {
  @TempDir Path folder;

  private final AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());

  @ParameterizedTest
  @CsvSource({
    "a.mp3,  libmp3lame, MP3,  mp3,       44100",
    "a.flac, flac,       FLAC, flac,      44100",
    "a.ogg,  libvorbis,  OGG,  vorbis,    44100",
    "a.opus, libopus,    OGG,  opus,      48000",
    "a.m4a,  aac,        MP4,  aac,       44100",
    "a.m4a,  alac,       MP4,  alac,      44100",
    "a.wav,  pcm_s16le,  WAV,  pcm_s16le, 44100",
    "a.wav,  pcm_f32le,  WAV,  pcm_f32le, 44100",
    "a.aiff, pcm_s24be,  AIFF, pcm_s24be, 44100",
    "a.wma,  wmav2,      ASF,  wmav2,     44100",
    "a.aac,  aac,        OTHER, aac,      44100",
  })
  void keepsLengthAndLevelOfEveryContainer(
      String name, String encoder, Container container, String codec, int rateHz) {
    Path file = TestAudio.tone(folder.resolve(name), 440, 5, "-c:a", encoder);
    Loudness loudness = new Loudness();

    AudioInfo info = decoder.decode(file, loudness);

    assertThat(info.container()).isEqualTo(container);
    assertThat(info.codec()).isEqualTo(codec);
    assertThat(info.sampleRateHz()).isEqualTo(rateHz);
    assertThat(info.channels()).isEqualTo(2);
    assertThat(info.duration().toMillis()).isBetween(4950L, 5080L);
    // LAME turns everything down to 95 %.
    assertThat(loudness.peakOfASine()).isCloseTo(0.5, within(0.03));
  }

  @Test
  void readsALowMonoRecording() {
    Path file = TestAudio.tone(folder.resolve("a.wav"), 440, 2, "-ac", "1", "-ar", "8000");
    Loudness loudness = new Loudness();

    AudioInfo info = decoder.decode(file, loudness);

    assertThat(info.sampleRateHz()).isEqualTo(8000);
    assertThat(info.channels()).isEqualTo(1);
    assertThat(loudness.peakOfASine()).isCloseTo(0.5, within(0.01));
  }

  @Test
  void readsSurroundAtAHighRateWithoutClipping() {
    String wave = "0.9*sin(2*PI*440*t)";
    String surround = String.join("|", wave, wave, wave, "0", wave, wave) + ":s=192000:c=5.1";
    Path file = TestAudio.generated(folder.resolve("a.flac"), surround, 2, "-sample_fmt", "s32");
    Loudness loudness = new Loudness();

    AudioInfo info = decoder.decode(file, loudness);

    assertThat(info.sampleRateHz()).isEqualTo(192_000);
    assertThat(info.channels()).isEqualTo(6);
    assertThat(loudness.peakOfASine()).isCloseTo(0.9, within(0.01));
  }

  @Test
  void detectsTheContainerFromTheContentNotTheName() throws IOException {
    Path mp3 = TestAudio.tone(folder.resolve("a.mp3"), 440, 1);
    Path misnamed = Files.move(mp3, folder.resolve("a.flac"));

    assertThat(decoder.decode(misnamed, new Loudness()).container()).isEqualTo(Container.MP3);
  }

  @Test
  void ignoresTheCoverPicture() {
    Path picture =
        TestAudio.encode(
            folder.resolve("c.jpg"), "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1");
    Path plain = TestAudio.tone(folder.resolve("a.mp3"), 440, 2);
    Path covered =
        TestAudio.encode(
            folder.resolve("b.mp3"),
            "-i",
            plain.toString(),
            "-i",
            picture.toString(),
            "-map",
            "0",
            "-map",
            "1",
            "-c",
            "copy");

    assertThat(TestAudio.samples(covered)).isEqualTo(TestAudio.samples(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.flac",
        "-i.flac",
        "a:b.flac",
        "100%03d.flac",
        "[x]?*.flac",
        "it's \"so\".flac",
        "line\nbreak.flac",
        "\u97f3\u697d \u00e9.flac"
      })
  void opensAFileWhateverItsName(String name) throws IOException {
    Path made = TestAudio.tone(folder.resolve("a.flac"), 440, 1);
    Path file = Files.move(made, folder.resolve(name));

    assertThat(decoder.decode(file, new Loudness()).duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void acceptsAFileWithoutASampleSoThatTheCallerCanSayTooShort() {
    Path file = TestAudio.tone(folder.resolve("a.wav"), 440, 1, "-t", "0");

    AudioInfo info = decoder.decode(file, new Loudness());

    assertThat(info.container()).isEqualTo(Container.WAV);
    assertThat(info.duration()).isEqualTo(Duration.ZERO);
  }

  @Test
  void acceptsAVeryShortFileThoughItsHeaderCountsPadding() {
    Path file = TestAudio.tone(folder.resolve("a.mp3"), 440, 0.1);

    assertThat(decoder.decode(file, new Loudness()).duration().toMillis()).isBetween(90L, 160L);
  }
}
