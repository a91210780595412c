package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.DsdAudio;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** What is particular to DSF: its header points to the ID3v2 tag at its end. */
class DsfTagWritingTest {
  private static final TagFields ROCK_AND_POP =
      new TagFields(true, List.of("Rock", "Pop"), new TreeMap<>(Map.of(TagNames.MODEL, "m 1")));

  @TempDir private Path folder;
  private Path file;
  private byte[] original;

  private final AudioHash hash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final TagWriter writer = new TagWriter(hash::of);
  private final TagReader reader = new TagReader();

  @BeforeEach
  void makeAFileWithoutATag() throws IOException {
    file = DsdAudio.dsf(folder.resolve("a.dsf"), 440, 0.5);
    original = Files.readAllBytes(file);
  }

  private void write(TagFields fields) {
    writer.write(file, hash.of(file), file, TagFormat.DSF, fields);
  }

  @Test
  void letsOtherProgramsReadWhatWasWrittenAndUndoesIt() throws Exception {
    write(ROCK_AND_POP);

    assertThat(reader.read(file, TagFormat.DSF)).isEqualTo(ROCK_AND_POP);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock", "NEEDLEDROP_MODEL=m 1");
    Tag tag = AudioFileIO.read(file.toFile()).getTag();
    assertThat(tag.getFirst(FieldKey.GENRE)).isEqualTo("Rock");
    ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getLong(12)).as("size of the file").isEqualTo(Files.size(file));
    assertThat(header.getLong(20)).as("place of the tag").isEqualTo(original.length);

    write(TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void keepsThePaddingOfATagSoThatUndoRestoresIt() throws IOException {
    write(new TagFields(true, List.of(), new TreeMap<>()));
    byte[] tagged = Files.readAllBytes(file);
    byte[] padded = Arrays.copyOf(tagged, tagged.length + 100);
    padded[original.length + 9] = 100;
    ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).putLong(12, padded.length);
    Files.write(file, padded);

    TagFields before = reader.read(file, TagFormat.DSF);
    write(ROCK_AND_POP);
    write(before);
    assertThat(file).hasBinaryContent(padded);
  }

  @Test
  void refusesAPointerThatLeadsToNoTag() throws IOException {
    for (long pointer : new long[] {5, 100, original.length + 1, -1}) {
      byte[] wrong = original.clone();
      ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putLong(20, pointer);
      Files.write(file, wrong);
      assertThatThrownBy(() -> reader.read(file, TagFormat.DSF))
          .isInstanceOf(UnsupportedFormat.class)
          .hasMessageContaining("the pointer to its tag leads ");
    }
  }
}
