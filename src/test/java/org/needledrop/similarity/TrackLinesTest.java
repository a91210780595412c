package org.needledrop.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            + "\"scores\":{\"probabilities\":[1,2],\"embedding\":[],\"timeline\":"
            + "{\"snippetSeconds\":3,\"strideSeconds\":3,\"genres\":2,\"levels\":\"\"}}}";
    Path file = Files.writeString(folder.resolve("tracks.jsonl"), line + "\n");

    try (Stream<IndexedTrack> read = TrackLines.read(file)) {
      assertThatThrownBy(read::toList)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("tracks.jsonl: line 1")
          .hasMessageContaining("1 genres but 2 probabilities");
    }
  }
}
