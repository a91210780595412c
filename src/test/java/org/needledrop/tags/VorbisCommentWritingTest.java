package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.vorbis.OggPage;

/** What is particular to FLAC, Ogg Vorbis and Ogg Opus. */
class VorbisCommentWritingTest {
  private static final TagFields TWO_GENRES =
      new TagFields(true, List.of("Rock", "Pop"), new TreeMap<>());

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  @ParameterizedTest
  @CsvSource({"a.ogg,OGG_VORBIS,libvorbis", "a.opus,OGG_OPUS,libopus", "a.oga,OGG_FLAC,flac"})
  void numbersThePagesAnewWhenTheCommentsNeedMoreOfThem(String name, TagFormat format, String codec)
      throws IOException {
    Path file = TestAudio.make(folder.resolve(name), "-c:a", codec);
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, format);
    String sound = TestAudio.decoded(file);
    TagFields large = marked("x".repeat(150_000));
    writer.write(file, TestAudio.packets(file), file, format, large);
    assertThat(reader.read(file, format)).isEqualTo(large);
    assertThat(TestAudio.decoded(file)).isEqualTo(sound);
    assertPagesAreCounted(file);
    writer.write(file, TestAudio.packets(file), file, format, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void keepsWhatStandsBehindTheLastPage() throws IOException {
    Path file = TestAudio.make(folder.resolve("a.ogg"), "-c:a", "libvorbis");
    byte[] id3v1 = Arrays.copyOf("TAGTitle".getBytes(ISO_8859_1), 128);
    Files.write(file, id3v1, StandardOpenOption.APPEND);
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, TagFormat.OGG_VORBIS);
    String packets = TestAudio.packets(file);
    writer.write(file, packets, file, TagFormat.OGG_VORBIS, marked("x".repeat(150_000)));
    assertThat(Files.readAllBytes(file)).endsWith(id3v1);
    writer.write(file, packets, file, TagFormat.OGG_VORBIS, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void fillsPagesToTheBrimWithoutLosingTheEndOfAPacket() throws IOException {
    Path file = TestAudio.make(folder.resolve("a.opus"), "-c:a", "libopus");
    for (int length = 64_600; length < 65_400; length += 51) {
      TagFields wanted = marked("x".repeat(length));
      writer.write(file, TestAudio.packets(file), file, TagFormat.OGG_OPUS, wanted);
      assertThat(reader.read(file, TagFormat.OGG_OPUS)).isEqualTo(wanted);
    }
  }

  @Test
  void keepsAPictureInTheCommentsOfAnOggFile() throws IOException {
    ByteBuffer picture = ByteBuffer.allocate(32 + 9 + 90_000).putInt(3).putInt(9);
    picture.put("image/png".getBytes(ISO_8859_1)).putInt(37, 90_000);
    String encoded = Base64.getEncoder().encodeToString(picture.array());
    Path text =
        Files.writeString(
            folder.resolve("picture.txt"),
            ";FFMETADATA1\n" + "METADATA_BLOCK_PICTURE=" + encoded.replace("=", "\\=") + "\n");
    Path file =
        TestAudio.make(
            folder.resolve("p.ogg"),
            "-i",
            text.toString(),
            "-map_metadata",
            "1",
            "-c:a",
            "libvorbis");
    FileTags before = TagReader.readAll(file, TagFormat.OGG_VORBIS);
    assertThat(before.foreign()).anyMatch(t -> t.name().startsWith("METADATA_BLOCK_PICTURE"));
    writer.write(file, TestAudio.packets(file), file, TagFormat.OGG_VORBIS, TWO_GENRES);
    assertThat(TagReader.readAll(file, TagFormat.OGG_VORBIS).foreign()).isEqualTo(before.foreign());
    assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).contains("GENRE=Rock");
  }

  @Test
  void repeatsTheGenreAndKeepsTwoPicturesAndALeadingId3Tag() throws IOException {
    Path plain = TestAudio.withCover(folder.resolve("plain.flac"), "-map", "1:v");
    byte[] id3 = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 2, 0, 0};
    Path file = folder.resolve("led.flac");
    Files.write(file, id3);
    Files.write(file, Files.readAllBytes(plain), StandardOpenOption.APPEND);
    FileTags before = TagReader.readAll(file, TagFormat.FLAC);
    assertThat(before.foreign()).filteredOn(tag -> tag.name().equals("block 6")).hasSize(2);
    writer.write(file, TestAudio.packets(file), file, TagFormat.FLAC, TWO_GENRES);
    assertThat(TagReader.readAll(file, TagFormat.FLAC).foreign()).isEqualTo(before.foreign());
    assertThat(TestAudio.metadata(file)).containsIgnoringCase("genre=Rock\\;Pop");
  }

  @Test
  void givesCommentsToAFlacFileThatHasNoBlockForThem() throws IOException {
    byte[] bytes = Files.readAllBytes(TestAudio.make(folder.resolve("plain.flac")));
    int streamInfoEnd = 4 + 4 + 34;
    int comments = ByteBuffer.wrap(bytes).getInt(streamInfoEnd);
    assertThat(comments >> 24).as("the block after STREAMINFO holds the comments").isEqualTo(4);
    int rest = streamInfoEnd + 4 + (comments & 0xFFFFFF);
    ByteBuffer without = ByteBuffer.allocate(bytes.length - rest + streamInfoEnd);
    without.put(bytes, 0, streamInfoEnd).put(bytes, rest, bytes.length - rest);
    Path file = Files.write(folder.resolve("none.flac"), without.array());
    writer.write(file, TestAudio.packets(file), file, TagFormat.FLAC, TWO_GENRES);
    assertThat(TestAudio.metadata(file)).containsIgnoringCase("genre=Rock\\;Pop");
    writer.write(file, TestAudio.packets(file), file, TagFormat.FLAC, TagFields.NONE);
    assertThat(file).hasBinaryContent(without.array());
  }

  @Test
  void refusesASecondBlockOfCommentsWhichWouldBeLost() throws IOException {
    Path plain = TestAudio.make(folder.resolve("plain.flac"));
    byte[] bytes = Files.readAllBytes(plain);
    int streamInfoEnd = 4 + 4 + 34;
    ByteBuffer twice = ByteBuffer.allocate(bytes.length + 12);
    twice.put(bytes, 0, streamInfoEnd).putInt(4 << 24 | 8).putLong(0);
    twice.put(bytes, streamInfoEnd, bytes.length - streamInfoEnd);
    assertRefused(twice.array(), "more than one comment block");
  }

  @Test
  void refusesAFileMadeOfTinyBlocksInsteadOfHoldingThemAll() throws IOException {
    ByteBuffer blocks = ByteBuffer.allocate(4 + 38 + 4 * 120_000);
    blocks.put("fLaC".getBytes(ISO_8859_1)).putInt(34).position(42);
    while (blocks.hasRemaining()) {
      blocks.putInt(1 << 24);
    }
    assertRefused(blocks.array(), "more than 100,000 parts");
  }

  @Test
  void refusesAGenreThatIsNoUtf8SinceUndoCouldNotPutItBack() throws IOException {
    Path plain = TestAudio.make(folder.resolve("plain.flac"), "-metadata", "genre=Franxais");
    byte[] bytes = Files.readAllBytes(plain);
    bytes[new String(bytes, ISO_8859_1).indexOf("Franxais") + 4] = (byte) 0xE7;
    assertRefused(bytes, "its genre is not valid UTF-8");
  }

  private void assertRefused(byte[] bytes, String why) throws IOException {
    Path file = Files.write(folder.resolve("refused.flac"), bytes);
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.FLAC, TWO_GENRES))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining(why);
    assertThat(file).hasBinaryContent(bytes);
  }

  private static TagFields marked(String value) {
    return new TagFields(true, List.of("Rock"), new TreeMap<>(Map.of(TagNames.MODEL, value)));
  }

  private static void assertPagesAreCounted(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      int expected = 0;
      for (long at = 0; at < bytes.size(); expected++) {
        OggPage page = OggPage.at(bytes, at);
        assertThat(page.sequence()).isEqualTo(expected);
        at += page.size();
      }
    }
  }
}
