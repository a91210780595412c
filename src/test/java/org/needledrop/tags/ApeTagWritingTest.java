package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** What is particular to APE tags, put together byte by byte as other programs leave them. */
class ApeTagWritingTest {
  private static final TagFields ROCK_AND_POP =
      new TagFields(true, List.of("Rock", "Pop"), new TreeMap<>(Map.of(TagNames.MODEL, "m 1")));

  private static final int V2 = 2000;
  private static final int HAS_HEADER = 1 << 31;
  private static final int BINARY = 2;
  private static final int READ_ONLY = 1;

  @TempDir private Path folder;
  private byte[] audio;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  @BeforeEach
  void encodeAudioWithoutATag() throws IOException {
    audio = Files.readAllBytes(TestAudio.make(folder.resolve("a.wv"), "-map_metadata", "-1"));
    String text = new String(audio, ISO_8859_1);
    int tag = text.indexOf("APETAGEX");
    audio = tag < 0 ? audio : Arrays.copyOf(audio, tag);
  }

  private record Item(String key, int flags, byte[] value) {
    Item(String key, String value) {
      this(key, 0, value.getBytes(UTF_8));
    }
  }

  private static byte[] tag(int version, int flags, Item... items) {
    int size = 32 + Arrays.stream(items).mapToInt(i -> 9 + i.key.length() + i.value.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(32 + size).order(ByteOrder.LITTLE_ENDIAN);
    if (flags < 0) {
      putEnd(bytes, version, size, items.length, flags | 1 << 29);
    }
    for (Item item : items) {
      bytes.putInt(item.value.length).putInt(item.flags).put(item.key.getBytes(UTF_8));
      bytes.put((byte) 0).put(item.value);
    }
    putEnd(bytes, version, size, items.length, flags);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void putEnd(ByteBuffer bytes, int version, int size, int count, int flags) {
    bytes.put("APETAGEX".getBytes(UTF_8)).putInt(version).putInt(size).putInt(count);
    bytes.putInt(flags).putLong(0);
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return Files.write(folder.resolve("b.wv"), bytes.toByteArray());
  }

  private void write(Path file, TagFields fields) {
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAVPACK, fields);
  }

  private void assertTaggedAndUndone(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, TagFormat.WAVPACK);
    write(file, ROCK_AND_POP);
    assertThat(reader.read(file, TagFormat.WAVPACK).saysTheSameAs(ROCK_AND_POP)).isTrue();
    write(file, before);
    assertThat(file).hasBinaryContent(original);
  }

  private static byte[] id3v1() {
    return Arrays.copyOf("TAGsong".getBytes(UTF_8), 128);
  }

  @Test
  void putsANewTagWithAHeaderBehindTheAudioAndRemovesItAgain() throws IOException {
    Path file = file(audio);
    assertTaggedAndUndone(file);
    write(file, ROCK_AND_POP);
    assertThat(Files.readString(file, ISO_8859_1))
        .matches("(?s).*APETAGEX.*Genre\\x00Rock\\x00Pop.*APETAGEX.{24}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, HAS_HEADER, HAS_HEADER | READ_ONLY})
  void keepsItemsInTheirOrderWithFlagsAndTheSpellingOfKeys(int flags) throws IOException {
    byte[] cover = {'a', '.', 'p', 'n', 'g', 0, (byte) 0xFF, (byte) 0xFE, 0};
    byte[] tag =
        tag(
            V2,
            flags,
            new Item("Title", "Tïtle"),
            new Item("GENRE", READ_ONLY, "Jazz\0Blues".getBytes(UTF_8)),
            new Item("Cover Art (Front)", BINARY, cover),
            new Item("Artist", "A\0B"),
            new Item("Related", 4, "http://example.org".getBytes(UTF_8)));
    Path file = file(audio, tag);
    assertThat(reader.read(file, TagFormat.WAVPACK).genres()).containsExactly("Jazz", "Blues");
    assertTaggedAndUndone(file);
  }

  @Test
  void keepsLyricsAndId3v1BehindTheTag() throws IOException {
    byte[] lyrics = "LYRICSBEGININD0000210000027LYRICS200".getBytes(UTF_8);
    // ffmpeg looks for an APE tag at the very end only; mutagen and TagLib do not.
    assertTaggedAndUndone(file(audio, id3v1()));
    assertTaggedAndUndone(file(audio, tag(V2, 0, new Item("Genre", "Jazz")), id3v1()));
    Path file = file(audio, tag(V2, HAS_HEADER, new Item("Genre", "Jazz")), lyrics, id3v1());
    assertTaggedAndUndone(file);
    write(file, ROCK_AND_POP);
    byte[] tagged = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(tagged, tagged.length - 128, tagged.length)).isEqualTo(id3v1());
  }

  @Test
  void joinsGenresInApeV1WhichHoldsOneValue() throws IOException {
    Path file = file(audio, tag(1000, 0, new Item("Genre", "Jazz"), new Item("Title", "x")));
    assertTaggedAndUndone(file);
    write(file, ROCK_AND_POP);
    assertThat(reader.read(file, TagFormat.WAVPACK).genres()).containsExactly("Rock; Pop");
  }

  @Test
  void readsATagWhoseNumberOfItemsIsWrong() throws IOException {
    byte[] tag = tag(V2, 0, new Item("Genre", "Jazz"), new Item("Title", "x"));
    tag[tag.length - 16] = 9;
    Path file = file(audio, tag);
    write(file, ROCK_AND_POP);
    assertThat(reader.read(file, TagFormat.WAVPACK)).isEqualTo(ROCK_AND_POP);
    assertThat(TestAudio.metadata(file)).contains("Title=x");
  }

  private void assertRefused(String reason, byte[]... parts) throws IOException {
    Path file = file(parts);
    byte[] original = Files.readAllBytes(file);
    assertThatThrownBy(() -> writer.write(file, "any", file, TagFormat.WAVPACK, ROCK_AND_POP))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageEndingWith(reason + "; left untouched");
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void refusesWhatItCouldNotRestore() throws IOException {
    byte[] jazz = tag(V2, HAS_HEADER, new Item("Genre", "Jazz"));
    assertRefused("its APE tag is at the start, where other programs do not look", jazz, audio);
    byte[] latin1 = {(byte) 0xE9};
    assertRefused("its genre is not valid UTF-8", audio, tag(V2, 0, new Item("Genre", 0, latin1)));
    assertRefused("its genre is not text", audio, tag(V2, 0, new Item("Genre", BINARY, latin1)));
    assertRefused(
        "its APE tag is damaged: an item has no valid name",
        audio,
        tag(V2, 0, new Item("x", "one character")));
    byte[] huge = tag(V2, 0, new Item("Genre", "Jazz"));
    huge[huge.length - 17] = 0x40;
    assertRefused("its APE tag is damaged: it is larger than the file", audio, huge);
    byte[] cut = tag(V2, 0, new Item("Genre", "Jazz"));
    cut[0] = 120;
    assertRefused("its tag is damaged", audio, cut);
  }

  @Test
  void refusesANameThatIsTooLongForAnApeTag() throws IOException {
    String name = TagNames.probability("音".repeat(90));
    TagFields fields = new TagFields(true, List.of(), new TreeMap<>(Map.of(name, "0.5")));
    Path file = file(audio);
    assertThatThrownBy(() -> writer.write(file, "any", file, TagFormat.WAVPACK, fields))
        .hasMessageContaining("an APE tag holds no name of more than 255 characters");
  }
}
