package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.needledrop.tags.Id3Bytes.frame;
import static org.needledrop.tags.Id3Bytes.joined;
import static org.needledrop.tags.Id3Bytes.tag;
import static org.needledrop.tags.Id3Bytes.tagWithFooter;
import static org.needledrop.tags.Id3Bytes.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** Shapes of ID3v2 tags that other taggers write and the encoders of the build do not. */
class Id3ShapesTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());
  private static final byte[] V1 = Arrays.copyOf("TAGTitle".getBytes(ISO_8859_1), 128);

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();
  private byte[] audio;

  @BeforeEach
  void encode() throws IOException {
    Path plain = TestAudio.make(folder.resolve("plain.mp3"), "-id3v2_version", "0");
    audio = Files.readAllBytes(plain);
  }

  /** ffmpeg takes such a tag for audio, so it is a part of the recording. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepATagAtTheEndOfTheFile(boolean beforeV1) throws IOException {
    byte[] tag = tagWithFooter(frame("TIT2", text("x")), frame("TCON", text("Jazz")));
    byte[] original = joined(audio, tag, beforeV1 ? V1 : new byte[0]);
    Path file = file(original);
    TagFields before = reader.read(file, TagFormat.MP3);
    write(file, ROCK);
    assertThat(reader.read(file, TagFormat.MP3)).isEqualTo(ROCK);
    assertThat(Files.readAllBytes(file)).endsWith(original);
    write(file, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void keepWhatAnotherProgramLeftInThePadding() throws IOException {
    byte[] left = "not a frame".getBytes(ISO_8859_1);
    Path file = file(tag(3, frame("TIT2", text("x")), new byte[4], left), audio);
    write(file, ROCK);
    assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).contains("\0not a frame");
    assertThat(TestAudio.metadata(file)).contains("genre=Rock", "title=x");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void readACompressedGenre(int version) throws IOException {
    byte[] content = text("Jazz, compressed");
    byte[] size = ByteBuffer.allocate(4).putInt(content.length).array();
    int flags = version == 3 ? 0x80 : 0x09;
    byte[] genre = frame(version, "TCON", flags, joined(size, compressed(content)));
    Path file = file(tag(version, genre), audio);
    assertThat(reader.read(file, TagFormat.MP3).genres()).containsExactly("Jazz, compressed");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void keepForeignFramesWithTheirFlagsByteForByte(int version) throws IOException {
    byte[] compressed = joined(new byte[] {0, 0, 0, 9}, compressed(text("Composer")));
    byte[] encrypted = joined(new byte[] {0x41}, "secret".getBytes(ISO_8859_1));
    byte[] frames =
        joined(
            frame(version, "TCOM", version == 3 ? 0x80 : 0x09, compressed),
            frame(version, "PRIV", version == 3 ? 0x40 : 0x04, encrypted),
            frame(version, "TPE2", version == 3 ? 0x20 : 0x40, joined(new byte[] {7}, text("x"))),
            frame(version, "TIT3", version == 3 ? 0x1F1F : 0x0FB0, text("undefined bits")));
    Path file = file(tag(version, frames), audio);
    write(file, ROCK);
    assertThat(Files.readAllBytes(file)).containsSequence(frames);
    assertThat(reader.read(file, TagFormat.MP3)).isEqualTo(ROCK);
  }

  @Test
  void readAnUnsynchronisedGenreWithItsDataLength() throws IOException {
    byte[] length = {0, 0, 0, 5};
    byte[] unsynchronised = {0, (byte) 0xFF, 0, 'a', 'z', 'z'};
    byte[] genre = frame(4, "TCON", 0x03, joined(length, unsynchronised));
    Path file = file(tag(4, genre), audio);
    assertThat(reader.read(file, TagFormat.MP3).genres()).containsExactly("ÿazz");
  }

  @Test
  void takeAV22TagForPlainWhoseCompressionWasNeverDefined() throws IOException {
    byte[] content = text("Jazz");
    byte[] genre = joined("TCO\0\0".getBytes(ISO_8859_1), new byte[] {5}, content);
    Path file = file(tag(2, 0x40, genre), audio);
    assertThat(reader.read(file, TagFormat.MP3).genres()).containsExactly("Jazz");
    write(file, ROCK);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
  }

  /** Programs that find an ID3v2 tag do not look further: title and artist would be gone. */
  @ParameterizedTest
  @CsvSource({"17,17", "255,", "0,"})
  void repeatTheFieldsOfV1InANewTag(int number, String genre) throws IOException {
    byte[] v1 = V1.clone();
    ByteBuffer.wrap(v1).put(33, "Artist".getBytes(ISO_8859_1)).put(126, (byte) 7);
    v1[127] = (byte) number;
    byte[] original = joined(audio, v1);
    Path file = file(original);
    TagFields before = reader.read(file, TagFormat.MP3);
    assertThat(before.genres()).isEqualTo(genre == null ? List.of() : List.of(genre));
    write(file, ROCK);
    assertThat(TestAudio.metadata(file))
        .contains("title=Title\n", "artist=Artist\n", "track=7\n", "genre=Rock\n");
    write(file, before);
    if (genre == null) {
      assertThat(file).hasBinaryContent(original);
    }
  }

  private static byte[] compressed(byte[] content) {
    byte[] result = new byte[100];
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(content);
      deflater.finish();
      return Arrays.copyOf(result, deflater.deflate(result));
    }
  }

  private void write(Path file, TagFields wanted) {
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, wanted);
  }

  private Path file(byte[]... parts) throws IOException {
    return Files.write(folder.resolve("file.mp3"), joined(parts));
  }
}
