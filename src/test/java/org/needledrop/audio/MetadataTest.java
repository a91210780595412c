package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.tags.cover.Cover;

/** Title, artist, album, year and cover of real files, in every container. */
class MetadataTest {

  private static final Path SAMPLES = Path.of("sample-library");

  @TempDir private Path folder;

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());

  private Metadata metadata(Path file) {
    return audioHash.recording(file).metadata();
  }

  private static Metadata said(String title, String artist, String album, Integer year) {
    return new Metadata(
        Optional.ofNullable(title),
        Optional.ofNullable(artist),
        Optional.ofNullable(album),
        Optional.ofNullable(year),
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "flac", "m4a", "ogg", "opus", "wma", "aiff", "wav"})
  void readsWhatEachContainerHolds(String extension) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=440:duration=1"));
    for (String tag :
        List.of("title=Só: wat", "artist=Miles Davis", "album=Kind of Blue", "date=1959-08-17")) {
      arguments.addAll(List.of("-metadata", tag));
    }
    arguments.addAll(List.of("-write_id3v2", "1"));
    Path file =
        TestAudio.encode(
            folder.resolve("a." + extension),
            (extension.equals("aiff") ? arguments : arguments.subList(0, arguments.size() - 2))
                .toArray(String[]::new));

    assertThat(metadata(file)).isEqualTo(said("Só: wat", "Miles Davis", "Kind of Blue", 1959));
  }

  @Test
  void saysNothingOfAFileWithoutTags() {
    assertThat(metadata(SAMPLES.resolve("roux-jazz-buzzing-easteregg.mp3")))
        .isEqualTo(Metadata.NONE);
  }

  @Test
  void takesNoTitleOfAChapterOrACoverForTheTracks() {
    MetadataLines lines = new MetadataLines();
    """
    Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:a.m4a':
      Metadata:
        major_brand     : M4A\s
        album           : Whole
                        : and the second line of it
      Duration: 00:01:05.25, start: 0.000000, bitrate: 72 kb/s
      Chapters:
        Chapter #0:0: start 0.000000, end 10.000000
          Metadata:
            title           : Chapter 1
      Stream #0:0[0x1](und): Audio: aac (LC), 44100 Hz, stereo, fltp, 69 kb/s (default)
        Metadata:
          handler_name    : SoundHandler
      Stream #0:1: Video: png, none, 240x240, 90k tbr, 90k tbn (attached pic)
        Metadata:
          title           : Front cover
          comment         : Cover (front)
    """
        .lines()
        .forEach(lines::read);

    assertThat(lines.metadata())
        .isEqualTo(
            new Metadata(
                Optional.empty(), Optional.empty(), Optional.of("Whole"), Optional.empty(), true));
  }

  @ParameterizedTest
  @CsvSource({"1959, 1959", "1959-08-17, 1959", "17.8.2004, 2004", "42, ", "20041, "})
  void findsTheYearInADate(String date, Integer year) {
    MetadataLines lines = new MetadataLines();
    lines.read("Input #0, flac, from 'file:a.flac':");
    lines.read("    DATE            : " + date);

    assertThat(lines.metadata().year()).isEqualTo(Optional.ofNullable(year));
  }

  @ParameterizedTest
  @CsvSource({
    "muldjord-armygeddon.mp3, image/jpeg",
    "muldjord-chaos-god.flac, image/png",
    "mirrorball.opus, "
  })
  void givesOutTheCoverAsItIsInTheFile(String name, String type) {
    Path file = SAMPLES.resolve(name);

    assertThat(metadata(file).cover()).isEqualTo(type != null);
    assertThat(Cover.read(file).map(Cover::contentType)).isEqualTo(Optional.ofNullable(type));
  }

  @Test
  void takesNothingElseForACover() throws IOException {
    Path picture = Files.write(folder.resolve("not.png"), new byte[] {1, 2, 3});
    assertThat(Cover.read(picture)).isEmpty();
  }
}
