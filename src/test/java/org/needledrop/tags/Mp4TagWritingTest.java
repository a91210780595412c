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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void refusesFragmentsSinceTheyHoldOffsetsOfTheirOwn() {
    Path file = TestAudio.make(folder.resolve("f.m4a"), "-movflags", "+frag_keyframe+empty_moov");
    assertThatThrownBy(() -> writer.write(file, TestAudio.packets(file), file, TagFormat.MP4, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("fragmented");
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
