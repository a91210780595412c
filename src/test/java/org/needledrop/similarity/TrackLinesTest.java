package org.needledrop.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackLinesTest {

  @TempDir private Path folder;

  @Test
  void givesTracksBackToTheBit() throws IOException {
    List<IndexedTrack> tracks =
        List.of(
            TestTracks.track("a", 0.1f, -2.5e-9f, Float.MAX_VALUE),
            TestTracks.abstained(TestTracks.track("b", 1, 2), "unsure"),
            TestTracks.silent("c"));
    StringWriter lines = new StringWriter();
    TrackLines.write(tracks.stream(), lines);
    Path file = Files.writeString(folder.resolve("tracks.jsonl"), lines.toString());

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThat(read.toList()).usingRecursiveComparison().isEqualTo(tracks);
    }
  }

  @Test
  void namesFileAndLineOfWhatIsNoTrack() throws IOException {
    String line =
        "{\"audioHash\":\"a\",\"path\":\"/a\",\"method\":\"m\",\"seconds\":1,\"genres\":[\"x\"],"
            + "\"scores\":{\"probabilities\":[1,0],\"embedding\":[],\"timeline\":"
            + "{\"snippetSeconds\":3,\"strideSeconds\":3,\"genres\":2,\"levels\":\"\"}}}";
    Path file = Files.writeString(folder.resolve("tracks.jsonl"), line + "\n");

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThatThrownBy(read::toList)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("tracks.jsonl: line 1")
          .hasMessageContaining("1 genres, but 2 probabilities");
    }
  }

  /** Written by others than Needledrop: the index would keep it, and its pages fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | null",
        "{\"path\":\"/a\",\"method\":\"m\",\"seconds\":1,\"genres\":[]} | audioHash",
        "{\"audioHash\":\" \",\"path\":\"/a\",\"method\":\"m\",\"genres\":[]} | audioHash",
        "{\"audioHash\":\"a\",\"path\":\"/a\",\"seconds\":1,\"genres\":[]} | method",
        "{\"audioHash\":\"a\",\"method\":\"m\",\"genres\":[]} | not a path: null",
        "{\"audioHash\":\"a\",\"path\":\"\",\"method\":\"m\",\"genres\":[]} | not a path",
        "{\"audioHash\":\"a\",\"path\":\"/\",\"method\":\"m\",\"genres\":[]} | not a path: /",
        "{\"audioHash\":\"a\",\"path\":\"/\\u0000\",\"method\":\"m\",\"genres\":[]} | not a path",
        "{\"audioHash\":\"a\",\"path\":\"/a\",\"method\":\"m\",\"seconds\":\"NaN\",\"genres\":[]} | NaN",
        "{\"audioHash\":\"a\",\"path\":\"/a\",\"method\":\"m\",\"seconds\":1} | problem"
      })
  void refusesATrackThatIsNowhereOrNothing(String line, String reason) throws IOException {
    Path file = folder.resolve("tracks.jsonl");
    Files.writeString(file, good("a") + "\n" + line + "\n");

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThatThrownBy(read::toList)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("tracks.jsonl: line 2 is not a track: ")
          .hasMessageContaining(reason);
    }
  }

  @Test
  void namesFileAndLineOfWhatIsNotUtf8() throws IOException {
    Path file = folder.resolve("tracks.jsonl");
    Files.writeString(file, good("ä") + "\n" + good("ä"), StandardCharsets.UTF_8);
    Files.writeString(
        file, "\n" + good("ö"), StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThatThrownBy(read::toList)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("tracks.jsonl: line 3 is not a track: not UTF-8");
    }
    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThat(read.limit(2)).extracting(IndexedTrack::path).containsOnly("/music/ä.mp3");
    }
  }

  @Test
  void namesWhatIsNoFileOfTracks() {
    try (Stream<IndexedTrack> read = TrackLines.read(folder)) {
      assertThatThrownBy(read::toList)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot read " + folder);
    }
  }

  @Test
  void takesTheAddressOfAnyObjectForAPath() throws IOException {
    List<String> addresses = List.of("s3://bucket/a b/ä.mp3", "s3://bucket//", "s3://bucket/ ");
    Path file = folder.resolve("tracks.jsonl");
    Files.write(
        file, addresses.stream().map(one -> good("a").replace("/music/a.mp3", one)).toList());

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThat(read).extracting(IndexedTrack::path).isEqualTo(addresses);
    }
  }

  private static String good(String id) {
    StringWriter line = new StringWriter();
    try {
      TrackLines.write(Stream.of(TestTracks.silent(id)), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString().strip();
  }
}
