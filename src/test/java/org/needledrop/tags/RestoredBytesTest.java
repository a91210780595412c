package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.RestorePatch;
import org.needledrop.tags.file.RestorePoint;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.file.WriteOptions;

/** Undo gives back every byte that the fields alone do not tell: padding, order, encodings. */
class RestoredBytesTest {
  private static final TagFields ROCK = fields("Rock", "sha256:1f");
  private static final TagFields LONGER = fields("Röck", "2".repeat(3000));

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();
  private final Deque<RestorePatch> journal = new ArrayDeque<>();

  private static TagFields fields(String genre, String audio) {
    return new TagFields(true, List.of(genre), new TreeMap<>(Map.of(TagNames.AUDIO, audio)));
  }

  /** Files of which the fields alone give other bytes back, and some of which they suffice for. */
  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("small.mp3", TagFormat.MP3, List.of("-id3v2_version", "3")),
        Arguments.of("genre.mp3", TagFormat.MP3, List.of("-metadata", "genre=Jazz")),
        Arguments.of("none.mp3", TagFormat.MP3, List.of("-id3v2_version", "0")),
        Arguments.of("id3.aiff", TagFormat.AIFF, List.of("-write_id3v2", "1")),
        Arguments.of("plain.flac", TagFormat.FLAC, List.of("-metadata", "genre=Jazz")),
        Arguments.of("a.ogg", TagFormat.OGG_VORBIS, List.of("-c:a", "libvorbis")),
        Arguments.of("a.opus", TagFormat.OGG_OPUS, List.of("-c:a", "libopus")),
        Arguments.of("fast.m4a", TagFormat.MP4, List.of("-movflags", "+faststart")),
        Arguments.of("plain.wma", TagFormat.ASF, List.of("-metadata", "genre=Jazz")),
        Arguments.of("info.wav", TagFormat.WAV, List.of()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void areThoseBeforeTheFirstOfTwoWrites(String name, TagFormat format, List<String> options)
      throws IOException {
    Path file = TestAudio.make(folder.resolve(name), options.toArray(String[]::new));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, format);
    write(file, format, ROCK, before);
    write(file, format, LONGER, before);
    assertThat(restore(file, format, before)).isTrue();
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void includeACoverThatTheJournalNeedNotHoldSinceTheWrittenTagRepeatsIt() throws IOException {
    Path file = folder.resolve("cover.mp3");
    byte[] cover = new byte[300_000];
    new Random(1).nextBytes(cover);
    byte[] tag = Id3Bytes.tag(3, Id3Bytes.frame("APIC", cover), new byte[5]);
    Path plain = TestAudio.make(folder.resolve("plain.mp3"), "-id3v2_version", "0");
    Files.write(file, Id3Bytes.joined(tag, Files.readAllBytes(plain)));
    byte[] original = Files.readAllBytes(file);
    TagFields before = reader.read(file, TagFormat.MP3);
    write(file, TagFormat.MP3, LONGER, before);
    Splice pieces = journal.getFirst().pieces().orElseThrow();
    assertThat(PackedSplice.pack(pieces).orElseThrow()).hasSizeLessThan(500);
    assertThat(restore(file, TagFormat.MP3, before)).isTrue();
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void areNotForcedOnAFileThatAnotherProgramHasChangedSince() throws IOException {
    Path file = TestAudio.make(folder.resolve("small.mp3"), "-id3v2_version", "3");
    TagFields before = reader.read(file, TagFormat.MP3);
    write(file, TagFormat.MP3, ROCK, before);
    byte[] changed = Files.readAllBytes(file);
    changed[new String(changed, ISO_8859_1).indexOf("Arti$t")] = 'B';
    Files.write(file, changed);
    assertThat(restore(file, TagFormat.MP3, before)).isFalse();
    assertThat(reader.read(file, TagFormat.MP3)).isEqualTo(before);
    assertThat(TestAudio.metadata(file)).contains("artist=Brti$t");
  }

  @Test
  void areSaidToBeLostBeforeAFileIsWrittenOfWhichTheyAreNotKnown() throws IOException {
    Path file = TestAudio.make(folder.resolve("small.mp3"), "-id3v2_version", "3");
    TagFields before = reader.read(file, TagFormat.MP3);
    write(file, TagFormat.MP3, ROCK, before);
    byte[] rock = Files.readAllBytes(file);
    List<Object> received = new ArrayList<>();
    Consumer<Object> beforeWriting =
        value -> {
          assertThat(file).hasBinaryContent(rock);
          received.add(value);
        };
    RestorePoint unknown = new RestorePoint(before, List.of(), beforeWriting::accept);
    Notices notices = new Notices(beforeWriting::accept);
    new TagWriter(TestAudio::packets, new WriteOptions(false, HardLinks.BREAK, notices))
        .write(
            reader.snapshot(file, TagFormat.MP3), TestAudio.packets(file), file, LONGER, unknown);
    assertThat(received)
        .containsExactly(
            file + ": undo will restore its fields, but not every byte", Optional.empty());
  }

  @Test
  void areNotPromisedWhereThePatchIsTooLarge() {
    byte[] noise = new byte[400_000];
    new Random(1).nextBytes(noise);
    assertThat(PackedSplice.pack(new Splice().put(ByteBuffer.wrap(noise)))).isEmpty();
  }

  @Test
  void areNotReadFromADamagedPatch() {
    byte[] packed = PackedSplice.pack(new Splice().keep(1, 2).keep(9, 4)).orElseThrow();
    assertThat(PackedSplice.unpack(packed).size()).isEqualTo(6);
    byte[] truncated = Arrays.copyOf(packed, packed.length - 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedSplice.unpack(truncated))
        .withMessage("not a packed splice");
  }

  private void write(Path file, TagFormat format, TagFields wanted, TagFields original) {
    RestorePoint point =
        new RestorePoint(
            original, new ArrayList<>(journal), patch -> journal.push(patch.orElseThrow()));
    writer.write(reader.snapshot(file, format), TestAudio.packets(file), file, wanted, point);
  }

  private boolean restore(Path file, TagFormat format, TagFields original) {
    return writer.restore(
        reader.snapshot(file, format), TestAudio.packets(file), original, List.copyOf(journal));
  }
}
