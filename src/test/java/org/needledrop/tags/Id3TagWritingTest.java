package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** What is particular to ID3, on tags put together byte by byte as other programs leave them. */
class Id3TagWritingTest {
  private static final TagFields ROCK_AND_POP =
      new TagFields(true, List.of("Rock", "Pop"), new TreeMap<>(Map.of(TagNames.MODEL, "m 1")));

  @TempDir private Path folder;
  private byte[] audio;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  @BeforeEach
  void encodeAudioWithItsLameHeader() throws IOException {
    audio = Files.readAllBytes(TestAudio.make(folder.resolve("a.mp3"), "-id3v2_version", "0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void keepsTheVersionOfTheTagSincePlayersDifferInWhatTheyRead(int version) throws IOException {
    Path file = file(tag(version, 0, frame(version, genreId(version), latin1("(17)"))), audio);
    TagFields before = reader.read(file, TagFormat.MP3);
    assertThat(before.genres()).containsExactly("(17)");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    byte[] written = Files.readAllBytes(file);
    assertThat(written[3]).isEqualTo((byte) version);
    assertThat(Arrays.copyOfRange(written, written.length - audio.length, written.length))
        .isEqualTo(audio);
    List<String> expected = version == 4 ? List.of("Rock", "Pop") : List.of("Rock; Pop");
    assertThat(reader.read(file, TagFormat.MP3).genres()).isEqualTo(expected);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock", "NEEDLEDROP_MODEL=m 1");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, before);
    assertThat(reader.read(file, TagFormat.MP3)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x504B0304, 0x52617221, 0x377ABCAF})
  void refusesAnArchiveThatSoundsLikeTheMp3InIt(int magic) throws IOException {
    Path file = file(ByteBuffer.allocate(4).putInt(magic).array(), audio);
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(
            () -> writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("it is an archive, not an MP3; left untouched");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void keepsChaptersWithTheirSubframesThatATagLibraryWouldLose() throws IOException {
    Path chapters = folder.resolve("chapters.txt");
    Files.writeString(
        chapters,
        """
        ;FFMETADATA1
        [CHAPTER]
        TIMEBASE=1/1000
        START=0
        END=500
        title=One
        [CHAPTER]
        TIMEBASE=1/1000
        START=500
        END=1000
        title=Two
        """);
    Path file =
        TestAudio.make(folder.resolve("c.mp3"), "-i", chapters.toString(), "-map_chapters", "1");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    assertThat(TestAudio.metadata(file)).contains("[CHAPTER]", "title=One", "title=Two");
    assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).containsPattern("(?s)CHAP.*CHAP");
  }

  @Test
  void keepsWhatFollowsTheAudioSinceApeAndLyricsTagsStandThere() throws IOException {
    byte[] after = new byte[200];
    after[0] = 'A';
    ByteBuffer.wrap(after).put("APETAGEX".getBytes(ISO_8859_1)).position(72).put(tagV1());
    Path file = file(audio, after);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    byte[] written = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(written, written.length - 200, written.length)).isEqualTo(after);
  }

  @Test
  void fillsTheRoomOfTheOldTagSinceTheAudioNeedNotMoveThen() throws IOException {
    Path file = file(tag(4, 0, frame(4, "TIT2", latin1("x")), new byte[500]), audio);
    long size = Files.size(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    assertThat(Files.size(file)).isEqualTo(size);
  }

  @Test
  void understandsUnsynchronisedTagsOfEachVersion() throws IOException {
    byte[] utf16 = "\1\uFEFFJäzz".replace("\1", "").getBytes(UTF_16LE);
    byte[] body = concat(new byte[] {1}, utf16);
    byte[] unsynchronised = concat(new byte[] {1, (byte) 0xFF, 0}, tail(body, 2));
    byte[] whole = tag(3, 0x80, unsynchronisedFrame("TCON", body.length, unsynchronised));
    assertThat(reader.read(file(whole, audio), TagFormat.MP3).genres()).containsExactly("Jäzz");
    byte[] byFrame = tag(4, 0x80, frame(4, "TCON", unsynchronised));
    Path file = file(byFrame, audio);
    assertThat(reader.read(file, TagFormat.MP3).genres()).containsExactly("Jäzz");
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    assertThat(TestAudio.metadata(file)).contains("genre=Rock");
  }

  @Test
  void readsFrameSizesThatOldITunesWroteWithoutSyncsafeBytes() throws IOException {
    byte[] longTitle = new byte[300];
    Arrays.fill(longTitle, (byte) 'x');
    longTitle[0] = 0;
    byte[] frame = frame(3, "TIT2", longTitle);
    Path file = file(tag(4, 0, frame, frame(4, "TCON", latin1("Jazz"))), audio);
    assertThat(reader.read(file, TagFormat.MP3).genres()).containsExactly("Jazz");
  }

  @Test
  void holdsAnyTextInEachVersion() throws IOException {
    TagFields wanted = new TagFields(true, List.of("ロック 🎸"), new TreeMap<>());
    for (int version : new int[] {2, 3, 4}) {
      Path file = file(tag(version, 0), audio);
      writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, wanted);
      assertThat(reader.read(file, TagFormat.MP3)).isEqualTo(wanted);
      assertThat(TestAudio.metadata(file)).contains("genre=ロック 🎸");
    }
  }

  @Test
  void leavesAGenreThatStaysAsItIsWritten() throws IOException {
    byte[] utf16 = concat(new byte[] {1, -2, -1}, "Rock".getBytes(UTF_16BE), new byte[4]);
    byte[] genre = frame(3, "TCON", utf16);
    Path file = file(tag(3, 0, genre), audio);
    TagFields before = reader.read(file, TagFormat.MP3);
    TagFields marked =
        new TagFields(true, before.genres(), new TreeMap<>(Map.of(TagNames.MODEL, "m 1")));
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, marked);
    assertThat(Files.readAllBytes(file)).containsSequence(genre);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void putsAGenreBackThatEndsWithTwoZeros(int version) throws IOException {
    byte[] genre = frame(version, genreId(version), latin1("Rock\0\0"));
    Path file = file(tag(version, 0, genre), audio);
    TagFields before = reader.read(file, TagFormat.MP3);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP);
    writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, before);
    assertThat(Files.readAllBytes(file)).containsSequence(genre);
  }

  @Test
  void refusesAGenreInUtf16WithoutTheOrderOfItsBytes() throws IOException {
    byte[] unmarked = concat(new byte[] {1}, "Rock".getBytes(UTF_16LE));
    Path file = file(tag(3, 0, frame(3, "TCON", unmarked)), audio);
    byte[] original = Files.readAllBytes(file);
    assertThatThrownBy(
            () -> writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("its genre has no byte order mark");
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void refusesADamagedTagSinceItsFramesCannotBeKept() throws IOException {
    Path file =
        file(
            tag(3, 0, frame(3, "TIT2", latin1("x")), "no frame at all".getBytes(ISO_8859_1)),
            audio);
    byte[] original = Files.readAllBytes(file);
    assertThatThrownBy(
            () -> writer.write(file, TestAudio.packets(file), file, TagFormat.MP3, ROCK_AND_POP))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("left untouched");
    assertThat(file).hasBinaryContent(original);
  }

  private Path file(byte[]... parts) throws IOException {
    return Files.write(folder.resolve("file.mp3"), concat(parts));
  }

  private static String genreId(int version) {
    return version == 2 ? "TCO" : "TCON";
  }

  private static byte[] latin1(String text) {
    return ("\0" + text).getBytes(ISO_8859_1);
  }

  private static byte[] tagV1() {
    byte[] tag = new byte[128];
    ByteBuffer.wrap(tag).put("TAGTitle".getBytes(ISO_8859_1));
    return tag;
  }

  private static byte[] frame(int version, String id, byte[] body) {
    int size = body.length;
    byte[] header =
        switch (version) {
          case 2 -> new byte[] {0, (byte) (size >> 8), (byte) size};
          case 3 -> new byte[] {0, 0, (byte) (size >> 8), (byte) size, 0, 0};
          default -> new byte[] {0, 0, (byte) (size >> 7), (byte) (size & 0x7F), 0, 0};
        };
    return concat(id.getBytes(ISO_8859_1), header, body);
  }

  private static byte[] unsynchronisedFrame(String id, int size, byte[] body) {
    return concat(id.getBytes(ISO_8859_1), new byte[] {0, 0, 0, (byte) size, 0, 0}, body);
  }

  private static byte[] tag(int version, int flags, byte[]... frames) {
    byte[] body = concat(frames);
    int size = body.length;
    return concat(
        new byte[] {'I', 'D', '3', (byte) version, 0, (byte) flags},
        new byte[] {0, 0, (byte) (size >> 7), (byte) (size & 0x7F)},
        body);
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
