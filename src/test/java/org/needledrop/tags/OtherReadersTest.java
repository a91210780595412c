package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.servers.PythonPrograms;
import org.needledrop.tags.file.RestorePatch;
import org.needledrop.tags.file.RestorePoint;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/**
 * Files of every shape, read by mutagen, TagLib and tinytag before they are tagged, after, and
 * after undo: other programs lose nothing.
 */
class OtherReadersTest {
  private static final TagFields WANTED =
      new TagFields(
          true,
          List.of("Rock"),
          new TreeMap<>(
              Map.of(
                  TagNames.MODEL,
                  "m 1",
                  TagNames.AUDIO,
                  "sha256:1f",
                  TagNames.probability("Hip-Hop"),
                  "0.8123")));

  @TempDir private static Path folder;

  private static final Map<String, byte[]> ORIGINALS = new HashMap<>();
  private static final Map<String, byte[]> UNDONE = new HashMap<>();
  private static JsonNode before;
  private static JsonNode tagged;
  private static JsonNode after;

  @BeforeAll
  static void tagAndUndo() throws IOException, InterruptedException {
    List<Runnable> undo = new ArrayList<>();
    for (CorpusFile shape : CorpusFile.all()) {
      ORIGINALS.put(shape.name(), Files.readAllBytes(shape.makeIn(folder)));
    }
    before = read();
    for (CorpusFile shape : CorpusFile.all()) {
      undo.add(tag(folder.resolve(shape.name()), shape.format()));
    }
    tagged = read();
    undo.forEach(Runnable::run);
    after = read();
    for (CorpusFile shape : CorpusFile.all()) {
      UNDONE.put(shape.name(), Files.readAllBytes(folder.resolve(shape.name())));
    }
  }

  /** Tags a file; returns how to take it back. */
  private static Runnable tag(Path file, TagFormat format) {
    TagWriter writer = new TagWriter(TestAudio::packets);
    TagReader reader = new TagReader();
    TagFields original = reader.read(file, format);
    String packets = TestAudio.packets(file);
    List<RestorePatch> patches = new ArrayList<>();
    RestorePoint point =
        new RestorePoint(original, List.of(), patch -> patches.add(patch.orElseThrow()));
    writer.write(reader.snapshot(file, format), packets, file, WANTED, point);
    return () -> writer.restore(reader.snapshot(file, format), packets, original, patches);
  }

  private static JsonNode read() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder(
                PythonPrograms.TAGGERS.program("python"),
                "src/test/python/read_tags.py",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode found = new ObjectMapper().readTree(python.getInputStream());
    assertThat(python.waitFor()).isZero();
    return found;
  }

  static Stream<String> names() {
    return CorpusFile.all().stream().map(CorpusFile::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void seeTheForeignTagsAndTheDurationWhenAFileIsTagged(String name) {
    assertThat(before.get(name).size()).as("programs that read it").isPositive();
    before
        .get(name)
        .properties()
        .forEach(
            reader -> {
              JsonNode now = tagged.get(name).get(reader.getKey());
              assertThat(now).as(reader.getKey()).isNotNull();
              assertThat(now.get("seconds")).isEqualTo(reader.getValue().get("seconds"));
              reader
                  .getValue()
                  .get("foreign")
                  .properties()
                  .forEach(
                      tag ->
                          assertThat(now.get("foreign").get(tag.getKey()))
                              .as("%s: %s", reader.getKey(), tag.getKey())
                              .isEqualTo(tag.getValue()));
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void seeTheGenre(String name) {
    tagged
        .get(name)
        .properties()
        .forEach(
            reader ->
                assertThat(reader.getValue().get("genre").toString())
                    .as(reader.getKey())
                    .isEqualTo("[\"Rock\"]"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void seeAfterUndoWhatTheySawBefore(String name) {
    assertThat(after.get(name)).isEqualTo(before.get(name));
    assertThat(UNDONE.get(name)).isEqualTo(ORIGINALS.get(name));
  }
}
