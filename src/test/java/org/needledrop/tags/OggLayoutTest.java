package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

/** Ogg files whose pages are laid out otherwise than ffmpeg does it. */
class OggLayoutTest {
  private static final TagFields SHORT = marked("genre-musicnn 1");

  /** More than two pages. */
  private static final TagFields LONG = marked("x".repeat(150_000));

  private static final int COVER_BYTES = 300_000;

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  static Stream<Arguments> layouts() {
    return Stream.of(TagFormat.OGG_VORBIS, TagFormat.OGG_OPUS)
        .flatMap(
            format ->
                Stream.of(OggLayout.values())
                    .flatMap(
                        layout ->
                            Stream.of(
                                Arguments.of(format, layout, false),
                                Arguments.of(format, layout, true))));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void restoresEveryByteSinceUndoTakesAwayWhatWasAdded(
      TagFormat format, OggLayout layout, boolean cover) throws IOException {
    Path file = make(format, cover);
    layout.applyTo(file, headers(format));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, format);
    String sound = TestAudio.decoded(file);
    for (TagFields wanted : List.of(SHORT, LONG)) {
      write(file, format, wanted);
      assertThat(TestAudio.decoded(file)).isEqualTo(sound);
      assertSameAudio(format, original, file);
      assertSoundPages(file);
    }
    write(file, format, SHORT);
    write(file, format, before);
    assertThat(file).hasBinaryContent(original);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void keepsTheAudioWhenTheCommentsShrinkByPages(TagFormat format, OggLayout layout, boolean cover)
      throws IOException {
    Path file = make(format, cover);
    write(file, format, LONG);
    layout.applyTo(file, headers(format));
    byte[] original = Files.readAllBytes(file);
    write(file, format, SHORT);
    assertSameAudio(format, original, file);
    assertSoundPages(file);
    write(file, format, LONG);
    assertSameAudio(format, original, file);
    assertSoundPages(file);
  }

  @ParameterizedTest
  @CsvSource({"OGG_VORBIS,0", "OGG_VORBIS,1", "OGG_OPUS,0", "OGG_OPUS,1"})
  void leavesAChainedStreamAloneSinceItHasItsOwnNumbers(TagFormat format, int serialStep)
      throws IOException {
    Path file = make(format, false);
    OggLayout.AUDIO_ON_HEADER_PAGE.applyTo(file, headers(format));
    byte[] second = withSerialStep(pages(file), serialStep);
    byte[] original = concatenated(Files.readAllBytes(file), second);
    Files.write(file, original);
    TagFields before = reader.read(file, format);
    write(file, format, LONG);
    assertThat(Files.readAllBytes(file)).endsWith(second);
    write(file, format, before);
    assertThat(file).hasBinaryContent(original);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void keepsThePagesOfAMultiplexedStream(TagFormat format, OggLayout layout, boolean cover)
      throws IOException {
    Path file = make(format, cover);
    layout.applyTo(file, headers(format));
    Files.write(file, OggTestPage.file(OggLayout.withSkeleton(pages(file), 3)));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, format);
    write(file, format, LONG);
    assertSameAudio(format, original, file);
    assertSoundPages(file);
    write(file, format, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void restoresAGranulePositionOfZeroOnAPageWhereNoPacketEnds() throws IOException {
    Path file = make(TagFormat.OGG_OPUS, true);
    List<OggTestPage> pages = pages(file);
    pages.set(1, pages.get(1).with(pages.get(1).flags(), 0, 1));
    byte[] original = OggTestPage.file(pages);
    Files.write(file, original);
    TagFields before = reader.read(file, TagFormat.OGG_OPUS);
    write(file, TagFormat.OGG_OPUS, LONG);
    write(file, TagFormat.OGG_OPUS, before);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void refusesASkeletonWithByteOffsetsWhichTagsWouldShift() throws IOException {
    Path file = make(TagFormat.OGG_VORBIS, false);
    assertRefused(OggLayout.withSkeleton(pages(file), 4), "holds byte offsets");
  }

  @Test
  void refusesAStreamThatStartsAnewBeforeItsHeadersEnd() throws IOException {
    List<OggTestPage> pages = pages(make(TagFormat.OGG_VORBIS, false));
    pages.add(1, pages.getFirst());
    assertRefused(pages, "a new stream starts before the headers end");
  }

  @Test
  void refusesCommentsOnThePageOfTheIdentification() throws IOException {
    List<OggTestPage> pages = pages(make(TagFormat.OGG_VORBIS, false));
    pages.set(0, pages.getFirst().and(pages.remove(1)));
    assertRefused(pages, "more than the identification header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OGG_VORBIS", "OGG_OPUS"})
  void keepsTheLastPageFlagWhereTheWholeStreamIsOnePage(TagFormat format) throws IOException {
    Path file = make(format, false);
    List<OggTestPage> pages = pages(file);
    OggTestPage header = pages.get(1);
    assertThat(header.packets()).isEqualTo(headers(format));
    OggTestPage only = header.and(pages.getLast()); // has the flag
    Files.write(file, OggTestPage.file(List.of(pages.getFirst(), only)));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, format);
    write(file, format, LONG);
    assertSameAudio(format, original, file);
    assertSoundPages(file);
    assertThat(pages(file))
        .extracting(page -> page.flags() & OggTestPage.LAST)
        .containsExactly(0, 0, 0, OggTestPage.LAST);
    write(file, format, before);
    assertThat(file).hasBinaryContent(original);
  }

  private void assertRefused(List<OggTestPage> pages, String why) throws IOException {
    byte[] bytes = OggTestPage.file(pages);
    Path file = Files.write(folder.resolve("refused.ogg"), bytes);
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.OGG_VORBIS, SHORT))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining(why);
    assertThat(file).hasBinaryContent(bytes);
  }

  private void write(Path file, TagFormat format, TagFields wanted) {
    writer.write(file, TestAudio.packets(file), file, format, wanted);
    assertThat(reader.read(file, format)).isEqualTo(wanted);
  }

  private static void assertSameAudio(TagFormat format, byte[] original, Path file)
      throws IOException {
    assertThat(EncodedAudio.of(format, Files.readAllBytes(file)))
        .isEqualTo(EncodedAudio.of(format, original));
  }

  /** Checks numbers, checksums, the flag of continued packets and the granule position of none. */
  private static void assertSoundPages(Path file) throws IOException {
    List<OggTestPage> pages = pages(file);
    assertThat(OggTestPage.file(pages)).isEqualTo(Files.readAllBytes(file));
    Map<Integer, OggTestPage> previous = new TreeMap<>();
    for (OggTestPage page : pages) {
      OggTestPage before = previous.put(page.serial(), page);
      assertThat(page.sequence()).isEqualTo(before == null ? 0 : before.sequence() + 1);
      assertThat((page.flags() & OggTestPage.CONTINUED) != 0)
          .isEqualTo(before != null && before.continues());
      assertThat(page.granule() == -1).isEqualTo(page.packets() == 0);
    }
  }

  /** Half a second of noise, whose packets are larger than a segment. */
  private Path make(TagFormat format, boolean cover) throws IOException {
    boolean vorbis = format == TagFormat.OGG_VORBIS;
    Path file = folder.resolve(vorbis ? "a.ogg" : "a.opus");
    List<String> command =
        new ArrayList<>(List.of("-f", "lavfi", "-i", "anoisesrc=duration=0.5:seed=1"));
    if (cover) {
      command.addAll(List.of("-i", coverText().toString(), "-map_metadata", "1"));
    }
    command.addAll(List.of("-c:a", vorbis ? "libvorbis" : "libopus", "-b:a", "192k"));
    command.addAll(List.of("-page_duration", "100000", "-fflags", "+bitexact", file.toString()));
    TestAudio.run(command);
    return file;
  }

  private Path coverText() throws IOException {
    ByteBuffer picture = ByteBuffer.allocate(32 + 9 + COVER_BYTES).putInt(3).putInt(9);
    picture.put("image/png".getBytes(ISO_8859_1)).putInt(37, COVER_BYTES);
    String encoded = Base64.getEncoder().encodeToString(picture.array());
    String comment = "METADATA_BLOCK_PICTURE=" + encoded.replace("=", "\\=");
    return Files.writeString(folder.resolve("cover.txt"), ";FFMETADATA1\n" + comment + "\n");
  }

  private static List<OggTestPage> pages(Path file) throws IOException {
    List<OggTestPage> pages = new ArrayList<>();
    OggTestPage.read(Files.readAllBytes(file), pages);
    return pages;
  }

  private static byte[] withSerialStep(List<OggTestPage> pages, int step) {
    return OggTestPage.file(
        pages.stream().map(page -> page.withSerial(page.serial() + step)).toList());
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static int headers(TagFormat format) {
    return format == TagFormat.OGG_VORBIS ? 2 : 1;
  }

  private static TagFields marked(String value) {
    return new TagFields(true, List.of("Rock"), new TreeMap<>(Map.of(TagNames.MODEL, value)));
  }
}
