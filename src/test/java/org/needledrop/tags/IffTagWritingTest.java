package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** What is particular to WAV and AIFF. */
class IffTagWritingTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);

  @Test
  void keepsBroadcastAndCueChunksOnBothSidesOfTheAudio() throws IOException {
    Path file = wav(chunk("bext", 603), chunk("data", 4000), chunk("cue ", 28), chunk("LIST", 31));
    FileTags before = TagReader.readAll(file, TagFormat.WAV);
    byte[] original = Files.readAllBytes(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(TagReader.readAll(file, TagFormat.WAV).foreign()).isEqualTo(before.foreign());
    byte[] written = Files.readAllBytes(file);
    assertThat(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
        .isEqualTo(written.length - 8);
    assertThat(Arrays.copyOfRange(written, 12, original.length))
        .isEqualTo(Arrays.copyOfRange(original, 12, original.length));
  }

  /** What programs leave that write to a pipe: size of the form, size of the audio. */
  static Stream<Arguments> openSizes() {
    return Stream.of(
        Arguments.of(-1, -1), Arguments.of(-65, -101), Arguments.of(0, 0), Arguments.of(36, 0));
  }

  @ParameterizedTest
  @MethodSource("openSizes")
  void putsTheTagBeforeAudioOfUnknownLengthSinceThatExtendsToTheEnd(int form, int audio)
      throws IOException {
    Path file = wav(chunk("data", 4001));
    byte[] original = Arrays.copyOf(Files.readAllBytes(file), 44 + 4001);
    ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).putInt(4, form).putInt(40, audio);
    Files.write(file, original);
    String sound = TestAudio.decoded(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(TestAudio.decoded(file)).isEqualTo(sound);
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
    assertThat(Files.readAllBytes(file)).endsWith(Arrays.copyOfRange(original, 36, 44 + 4001));
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF64", "BW64"})
  void correctsTheWideSizeOfAFileThatMayExceedFourGigabytes(String form) throws IOException {
    Path file = TestAudio.make(folder.resolve("wide.wav"), "-rf64", "always");
    byte[] original = Files.readAllBytes(file);
    ByteBuffer.wrap(original).put(form.getBytes(ISO_8859_1));
    Files.write(file, original);
    String sound = TestAudio.decoded(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(written.getInt(4)).as("announces ds64").isEqualTo(-1);
    assertThat(written.getLong(20)).isEqualTo(Files.size(file) - 8);
    assertThat(TestAudio.decoded(file)).isEqualTo(sound);
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void takesAGenreInTheInfoListForTheGenreOfTheFile() throws IOException {
    Path file = TestAudio.make(folder.resolve("info.wav"), "-metadata", "genre=Jazz");
    assertThat(new TagReader().read(file, TagFormat.WAV).genres()).containsExactly("Jazz");
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
    assertThat(TagReader.readAll(file, TagFormat.WAV).foreign())
        .extracting(FileTags.ForeignTag::name)
        .contains("TIT2 frame", "TPE1 frame", "LIST chunk");
  }

  /** Taggers forget the size of the form, or the byte that pads the audio. */
  @ParameterizedTest
  @CsvSource({"4000,false", "4001,true"})
  void findsATagThatAnotherProgramAppendedCarelessly(int audio, boolean unpadded)
      throws IOException {
    byte[] tag = Id3Bytes.tag(3, Id3Bytes.frame("TIT2", Id3Bytes.text("Title1")));
    byte[] head = new byte[8];
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).put("id3 ".getBytes(ISO_8859_1));
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(4, tag.length);
    byte[] whole = Files.readAllBytes(wav(chunk("data", audio)));
    byte[] before = Arrays.copyOf(whole, unpadded ? whole.length - 1 : whole.length);
    Path file = folder.resolve("careless.wav");
    Files.write(file, Id3Bytes.joined(before, head, tag));
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    String written = Files.readString(file, ISO_8859_1);
    assertThat(written.split("id3 ", -1)).as("parts around tags").hasSize(2);
    assertThat(written).contains("Title1");
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
  }

  @Test
  void keepsATruncatedChunkAfterTheAudioAsItIs() throws IOException {
    byte[] truncated = Arrays.copyOf(chunk("LIST", 4000), 30);
    Path file = wav(chunk("data", 4000), truncated);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(Files.readAllBytes(file)).endsWith(truncated);
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
  }

  @Test
  void keepsTheSpellingOfTheTagsChunkAndFillsAnEmptyOne() throws IOException {
    Path file = wav(chunk("data", 4000), "ID3 \0\0\0\0".getBytes(ISO_8859_1));
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(Files.readString(file, ISO_8859_1)).contains("ID3 ").doesNotContain("id3 ");
    assertThat(new TagReader().read(file, TagFormat.WAV)).isEqualTo(ROCK);
  }

  @Test
  void refusesAWavThatDoesNotSayHowLongItsAudioIs() throws IOException {
    Path file = wav(chunk("data", 0), chunk("LIST", 30));
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("does not give the position and size of the audio; left untouched");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void correctsTheSizeOfAFormThatWasNeverFilledIn() throws IOException {
    Path file = wav(chunk("data", 4000));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(4, 0);
    Files.write(file, bytes);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(written.getInt(4)).isEqualTo(written.capacity() - 8);
  }

  @Test
  void refusesAWavWhoseAudioLiesBehindItsStatedEnd() throws IOException {
    Path file = wav(chunk("data", 4000));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 20);
    Files.write(file, bytes);
    assertThatThrownBy(() -> writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("does not give the position");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void keepsBytesBehindTheLastChunkThatAreTooFewForAnother() throws IOException {
    Path file = wav(chunk("data", 4000), "stray".getBytes(ISO_8859_1));
    byte[] original = Files.readAllBytes(file);
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK);
    assertThat(Files.readAllBytes(file)).endsWith("stray".getBytes(ISO_8859_1));
    writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void refusesAChunkThatHoldsMoreThanItsTag() throws IOException {
    byte[] tag = chunk("id3 ", 30);
    ByteBuffer.wrap(tag).put(8, "ID3\4\0\0\0\0\0\0".getBytes(ISO_8859_1));
    Path file = wav(chunk("data", 4000), tag);
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> writer.write(file, TestAudio.packets(file), file, TagFormat.WAV, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("its chunk id3  holds more than an ID3 tag");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void namesADamagedChunkWithoutTheBytesThatSteerATerminal() throws IOException {
    Path file = wav(chunk("\033[2\n", 40));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.WAV, ROCK))
        .hasMessageContaining("its chunk ?[2? is truncated");
  }

  /** 16-bit mono at 44.1 kHz. */
  private Path wav(byte[]... chunks) throws IOException {
    ByteBuffer wav = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF....WAVEfmt ".getBytes(ISO_8859_1)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(44_100).putInt(88_200);
    wav.putShort((short) 2).putShort((short) 16);
    for (byte[] chunk : chunks) {
      wav.put(chunk);
    }
    wav.putInt(4, wav.position() - 8);
    return Files.write(folder.resolve("file.wav"), Arrays.copyOf(wav.array(), wav.position()));
  }

  /** Filled with a pattern, an odd one padded. */
  private static byte[] chunk(String id, int size) {
    ByteBuffer chunk = ByteBuffer.allocate(8 + size + size % 2).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put(id.getBytes(ISO_8859_1)).putInt(size);
    for (int i = 0; i < size; i++) {
      chunk.put((byte) (i * 7));
    }
    return chunk.array();
  }
}
