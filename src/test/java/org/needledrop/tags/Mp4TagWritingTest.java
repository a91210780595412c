package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.mp4.Mp4Atom;

/** What is particular to MP4. */
class Mp4TagWritingTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  @Test
  void keepsEveryValueOfAnArtistThatATagLibraryWouldCutToOne() throws IOException {
    Path file = withItem(Mp4Atom.container("aART", List.of(value(1, "A"), value(1, "B"))));
    FileTags before = TagReader.readAll(file, TagFormat.MP4);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TagReader.readAll(file, TagFormat.MP4).foreign()).isEqualTo(before.foreign());
    String bytes = Files.readString(file, ISO_8859_1);
    assertThat(bytes).contains("\0\0\0A\0\0\0\21data\0\0\0\1\0\0\0\0B");
  }

  @Test
  void putsANumberedGenreBackAsTheNumberItWas() throws IOException {
    Path file = withItem(Mp4Atom.container("gnre", List.of(value(0, "\0\22"))));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, TagFormat.MP4);
    assertThat(before.genres()).containsExactly("gnre:18");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
    assertThat(Files.readString(file, ISO_8859_1)).contains("©gen").doesNotContain("gnre");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void putsGenresBackInTheirOrder() throws IOException {
    Path file =
        withItem(
            Mp4Atom.container("©gen", List.of(value(1, "Pop"), value(1, "Soul"))),
            Mp4Atom.container("gnre", List.of(value(0, "\0\22"))));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, TagFormat.MP4);
    assertThat(before.genres()).containsExactly("Pop", "Soul", "gnre:18");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void refusesAGenreInUtf16WhichWouldBeTakenForUtf8() throws IOException {
    Path file = withItem(Mp4Atom.container("©gen", List.of(value(2, "\0R\0o\0c\0k"))));
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("its genre is not valid UTF-8");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void takesTheTagOutAgainThatAFileWithoutOneGot() throws IOException {
    Path file = TestAudio.make(folder.resolve("item.m4a"));
    replaceMoov(file, moov(file).with("udta", Optional.empty()));
    byte[] original = Files.readAllBytes(file);
    assertThat(reader.read(file, TagFormat.MP4)).isEqualTo(TagFields.NONE);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void putsTheTagIntoAnEmptyContainerOfUserData() throws IOException {
    Path file = TestAudio.make(folder.resolve("item.m4a"));
    replaceMoov(file, moov(file).with("udta", Optional.of(Mp4Atom.container("udta", List.of()))));
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
  }

  @Test
  void keepsChaptersWhoseTrackLiesAmongTheAudio() throws IOException {
    Path chapters = folder.resolve("chapters.txt");
    Files.writeString(
        chapters, ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=One\n");
    Path file =
        TestAudio.make(
            folder.resolve("c.m4a"),
            "-i",
            chapters.toString(),
            "-map_chapters",
            "1",
            "-movflags",
            "+faststart");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TestAudio.metadata(file)).contains("[CHAPTER]", "title=One", "genre=Rock");
  }

  static Stream<List<String>> fragments() {
    return Stream.of(
        List.of("-movflags", "+frag_keyframe+empty_moov"),
        List.of("-movflags", "+frag_keyframe+default_base_moof", "-frag_duration", "200000"),
        List.of("-movflags", "+dash+global_sidx", "-frag_duration", "200000"));
  }

  @ParameterizedTest
  @MethodSource("fragments")
  void movesTheOffsetsOfFragmentsThatCountFromTheStartOfTheFile(List<String> options)
      throws IOException {
    Path file = TestAudio.make(folder.resolve("f.m4a"), options.toArray(String[]::new));
    byte[] original = Files.readAllBytes(file);
    assertThat(Files.readString(file, ISO_8859_1)).contains("moof");
    TagFields before = reader.read(file, TagFormat.MP4);
    String sound = TestAudio.decoded(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    assertThat(TestAudio.decoded(file)).isEqualTo(sound);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
    assertFragmentsAreFound(Files.readAllBytes(file));
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, before);
    assertThat(file).hasBinaryContent(original);
  }

  /** Each place in {@code tfra} (version 1: times and offsets of 64 bits) is that of a fragment. */
  private static void assertFragmentsAreFound(byte[] file) {
    String text = new String(file, ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int table = text.indexOf("tfra") + 4;
    if (table > 4) {
      assertThat(bytes.get(table)).as("version").isEqualTo((byte) 1);
      int count = bytes.getInt(table + 12);
      assertThat(count).isPositive();
      for (int i = 0; i < count; i++) {
        int offset = (int) bytes.getLong(table + 16 + i * 19 + 8);
        assertThat(text.substring(offset + 4, offset + 8)).isEqualTo("moof");
      }
    }
  }

  @Test
  void movesTheFirstOffsetOfAnIndexBeforeTheTag() throws IOException {
    Path file =
        TestAudio.make(
            folder.resolve("f.m4a"), "-movflags", "+dash+global_sidx", "-frag_duration", "200000");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, ISO_8859_1);
    int moov = text.indexOf("moov") - 4;
    int sidx = text.indexOf("sidx") - 4;
    int size = ByteBuffer.wrap(bytes).getInt(sidx);
    ByteBuffer moved = ByteBuffer.allocate(bytes.length);
    moved.put(bytes, 0, moov).put(bytes, sidx, size).put(bytes, moov, sidx - moov);
    moved.put(bytes, sidx + size, bytes.length - sidx - size);
    int firstOffset = moov + 8 + 4 + 8 + 8;
    moved.putLong(firstOffset, sidx - moov); // version 1
    Files.write(file, moved.array());
    long growth = Files.size(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK);
    growth = Files.size(file) - growth;
    assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).getLong(firstOffset))
        .isEqualTo(sidx - moov + growth);
  }

  @Test
  void refusesADamagedFragment() throws IOException {
    Path file = TestAudio.make(folder.resolve("f.m4a"), "-movflags", "+frag_keyframe+empty_moov");
    byte[] bytes = Files.readAllBytes(file);
    int traf = new String(bytes, ISO_8859_1).indexOf("traf") - 4;
    ByteBuffer.wrap(bytes).putInt(traf, 1 << 20);
    Files.write(file, bytes);
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.MP4, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("an atom in its moof has a wrong size");
    assertThat(file).hasBinaryContent(bytes);
  }

  private Path withItem(Mp4Atom... items) throws IOException {
    Path file = TestAudio.make(folder.resolve("item.m4a"));
    Mp4Atom moov = moov(file);
    Mp4Atom udta = moov.child("udta").orElseThrow();
    Mp4Atom meta = udta.child("meta").orElseThrow();
    Mp4Atom list = meta.child("ilst").orElseThrow();
    for (Mp4Atom item : items) {
      list = list.with(item.type(), Optional.of(item));
    }
    Mp4Atom changedMeta = meta.with("ilst", Optional.of(list));
    Mp4Atom changedUdta = udta.with("meta", Optional.of(changedMeta));
    replaceMoov(file, moov.with("udta", Optional.of(changedUdta)));
    return file;
  }

  private static Mp4Atom moov(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = moovStart(file) + Mp4Atom.HEADER;
    return Mp4Atom.parseContainer(
        "moov", ByteBuffer.wrap(bytes, start, bytes.length - start).slice());
  }

  /** ffmpeg puts moov behind the audio, so no offset moves. */
  private static void replaceMoov(Path file, Mp4Atom moov) throws IOException {
    int start = moovStart(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(start);
      channel.write(moov.bytes(), start);
    }
  }

  private static int moovStart(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1).indexOf("moov") - Integer.BYTES;
  }

  private static Mp4Atom value(int type, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    ByteBuffer content = ByteBuffer.allocate(8 + utf8.length).putInt(type).putInt(0).put(utf8);
    return Mp4Atom.leaf("data", content.flip());
  }
}
