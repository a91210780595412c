package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.MalformedAudio;

class AudioHashTest {
  @TempDir Path folder;

  private final AudioHash hash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flac", "mp3", "m4a", "ogg", "opus", "wav", "aiff", "wma", "wv", "tta", "caf", "au", "mka"
      })
  void staysWhenTagsAndNameChange(String extension) {
    Path plain = TestAudio.tone(folder.resolve("a." + extension), 440, 3);
    Path tagged =
        TestAudio.encode(
            folder.resolve("b." + extension),
            "-i",
            plain.toString(),
            "-c",
            "copy",
            "-metadata",
            "title=" + "a long title ".repeat(100));

    assertThat(tagged)
        .isRegularFile()
        .satisfies(file -> assertThat(hash.of(file)).isEqualTo(hash.of(plain)));
    assertThat(hash.of(plain)).matches("sha256:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flac", "mp3", "m4a", "ogg"})
  void changesWithTheAudio(String extension) {
    Path one = TestAudio.tone(folder.resolve("a." + extension), 440, 3);
    Path other = TestAudio.tone(folder.resolve("b." + extension), 441, 3);

    assertThat(hash.of(other)).isNotEqualTo(hash.of(one));
  }

  @Test
  void staysWhenAnOldTagIsAppendedToAnMp3() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.mp3"), 440, 3);
    String before = hash.of(file);
    byte[] id3v1 = new byte[128];
    System.arraycopy("TAGtitle".getBytes(StandardCharsets.US_ASCII), 0, id3v1, 0, 8);
    Files.write(file, id3v1, StandardOpenOption.APPEND);

    assertThat(hash.of(file)).isEqualTo(before);
  }

  @Test
  void staysWhenTagsAreAddedAroundMonkeysAudio() throws IOException {
    Path file = MonkeysAudio.random(folder.resolve("a.ape"), 1);
    String before = hash.of(file);
    assertThat(hash.of(MonkeysAudio.random(folder.resolve("b.ape"), 2))).isNotEqualTo(before);
    byte[] audio = Files.readAllBytes(file);
    byte[] id3v1 = new byte[128];
    System.arraycopy("TAGtitle".getBytes(StandardCharsets.US_ASCII), 0, id3v1, 0, 8);
    byte[] ape = new byte[32];
    System.arraycopy("APETAGEX".getBytes(StandardCharsets.US_ASCII), 0, ape, 0, 8);
    ape[12] = 32;

    Files.write(file, ape, StandardOpenOption.APPEND);
    assertThat(hash.of(file)).isEqualTo(before);
    Files.write(file, id3v1, StandardOpenOption.APPEND);
    assertThat(hash.of(file)).isEqualTo(before);
    Files.write(file, "ID3\4\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    Files.write(file, audio, StandardOpenOption.APPEND);
    assertThat(hash.of(file)).isEqualTo(before);
  }

  @Test
  void refusesWhatHoldsNoAudio() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp3"), "no music here");

    assertThatThrownBy(() -> hash.of(text))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageContaining("no audio found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flac", "wav"})
  void refusesASoundFileWithoutASampleSinceNothingIsNoIdentity(String extension) {
    Path empty = TestAudio.tone(folder.resolve("a." + extension), 440, 1, "-af", "atrim=end=0");

    assertThatThrownBy(() -> hash.of(empty))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageEndingWith("no audio found: not a single sample");
  }
}
