package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagSnapshot;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.file.WriteOptions;

/** A file is replaced whole or not at all. */
class SafeWritingTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());

  /** Their tags need nothing of the audio that they lie before or behind. */
  private static final EnumSet<TagFormat> TAGS_AROUND_ANY_AUDIO =
      EnumSet.of(
          TagFormat.MP3,
          TagFormat.TTA,
          TagFormat.APE,
          TagFormat.MUSEPACK,
          TagFormat.WAVPACK,
          TagFormat.TAK);

  @TempDir private Path folder;
  private Path file;
  private byte[] original;

  @BeforeEach
  void makeFile() throws IOException {
    file = TestAudio.make(folder.resolve("song.flac"));
    original = Files.readAllBytes(file);
  }

  @Test
  void leavesTheFileAndNoDraftWhenTheRunEndsInTheMiddle() {
    TagWriter killed =
        new TagWriter(
            _ -> {
              throw new IllegalStateException("killed");
            });
    assertThatThrownBy(() -> killed.write(file, "same", file, TagFormat.FLAC, ROCK))
        .hasMessage("killed");
    assertUntouched();
  }

  @Test
  void leavesTheFileWhenTheAudioOfTheCopyDiffers() {
    AtomicInteger calls = new AtomicInteger();
    TagWriter writer = new TagWriter(_ -> "hash " + calls.incrementAndGet());
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.FLAC, ROCK))
        .isInstanceOf(UnsupportedFormat.class)
        .hasMessageContaining("change the audio");
    assertUntouched();
  }

  @Test
  void tellsAConflictWhenSomeoneElseChangedTheFileMeanwhile() throws IOException {
    TagWriter writer =
        new TagWriter(
            _ -> {
              append(file);
              return "same";
            });
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.FLAC, ROCK))
        .isInstanceOf(StorageConflict.class)
        .hasMessageContaining("changed while");
    assertThat(Files.readAllBytes(file)).startsWith(original).hasSizeGreaterThan(original.length);
    assertThat(folder.toFile().list()).containsExactly("song.flac");
  }

  @Test
  void tellsAConflictWhenSomeoneElseChangedTheTagsSinceTheyWereRead() throws IOException {
    TagSnapshot snapshot = new TagReader().snapshot(file, TagFormat.FLAC);
    TagWriter writer = new TagWriter(TestAudio::packets);
    TagFields jazz = new TagFields(true, List.of("Jazz"), new TreeMap<>());
    writer.write(file, TestAudio.packets(file), file, TagFormat.FLAC, jazz);
    assertThatThrownBy(() -> writer.write(snapshot, TestAudio.packets(file), file, ROCK))
        .isInstanceOf(StorageConflict.class)
        .hasMessageContaining("changed while");
    assertThat(new TagReader().read(file, TagFormat.FLAC).genres()).containsExactly("Jazz");
  }

  @Test
  void neverPutsTheHalfWrittenDraftOfAnotherRunInPlace() throws IOException {
    Path draft = folder.resolve(".song.flac.needledrop.flac");
    TagWriter writer =
        new TagWriter(
            _ -> {
              takeOver(draft);
              return "same";
            });
    assertThatThrownBy(() -> writer.write(file, "same", file, TagFormat.FLAC, ROCK))
        .isInstanceOf(StorageConflict.class);
    assertThat(file).hasBinaryContent(original);
    assertThat(draft).hasContent("half");
  }

  @Test
  void overwritesTheDraftThatAKilledRunLeft() throws IOException {
    Files.writeString(folder.resolve(".song.flac.needledrop.flac"), "half a file");
    new TagWriter(TestAudio::packets)
        .write(file, TestAudio.packets(file), file, TagFormat.FLAC, ROCK);
    assertThat(TestAudio.metadata(file)).containsIgnoringCase("genre=Rock");
    assertThat(folder.toFile().list()).containsExactly("song.flac");
  }

  @Test
  void failsClearlyWhenTheCopyCannotBeWritten() throws IOException {
    Path blocked = Files.createDirectory(folder.resolve(".song.flac.needledrop.flac"));
    Files.createFile(blocked.resolve("full"));
    assertThatThrownBy(
            () -> new TagWriter(_ -> "same").write(file, "same", file, TagFormat.FLAC, ROCK))
        .isInstanceOf(StorageConflict.class)
        .hasMessageContaining("cannot write");
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void failsClearlyInAReadOnlyFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(folder), "root may write everywhere");
      assertThatThrownBy(
              () -> new TagWriter(_ -> "same").write(file, "same", file, TagFormat.FLAC, ROCK))
          .isInstanceOf(StorageConflict.class)
          .hasMessageContaining("cannot write");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void keepsPermissionsSinceAMediaServerReadsTheFileToo() throws IOException {
    var permissions = PosixFilePermissions.fromString("rw-r--r-x");
    Files.setPosixFilePermissions(file, permissions);
    new TagWriter(TestAudio::packets)
        .write(file, TestAudio.packets(file), file, TagFormat.FLAC, ROCK);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
  }

  @Test
  void writesThroughALinkSinceReplacingItWouldPartTheTwoNames() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.flac"), file);
    new TagWriter(TestAudio::packets)
        .write(link, TestAudio.packets(link), link, TagFormat.FLAC, ROCK);
    assertThat(link).isSymbolicLink();
    assertThat(new TagReader().read(file, TagFormat.FLAC)).isEqualTo(ROCK);
  }

  @Test
  void writesToAnotherFileAndLeavesTheSource() {
    Path target = folder.resolve("tagged.flac");
    new TagWriter(TestAudio::packets)
        .write(file, TestAudio.packets(file), target, TagFormat.FLAC, ROCK);
    assertThat(new TagReader().read(target, TagFormat.FLAC)).isEqualTo(ROCK);
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void writesAMisnamedFileByItsContentAndSaysSo() throws IOException {
    Path misnamed = Files.move(file, folder.resolve("song.mp3"));
    List<String> notices = new ArrayList<>();
    WriteOptions options = new WriteOptions(false, HardLinks.BREAK, new Notices(notices::add));
    new TagWriter(TestAudio::packets, options)
        .write(misnamed, TestAudio.packets(misnamed), misnamed, TagFormat.FLAC, ROCK);
    assertThat(TestAudio.metadata(misnamed)).containsIgnoringCase("genre=Rock");
    assertThat(notices)
        .containsExactly(
            misnamed
                + ": the file is FLAC but is named .mp3; programs that go by the name need it as"
                + " .flac");
  }

  @Test
  void refusesATruncatedFileOfEachFormatAsUnreadable() throws IOException {
    Path broken = Files.write(folder.resolve("broken"), new byte[] {'I', 'D', '3', 9, 0, 0, 0});
    for (TagFormat format : EnumSet.complementOf(TAGS_AROUND_ANY_AUDIO)) {
      assertThatThrownBy(() -> new TagReader().read(broken, format))
          .isInstanceOf(UnsupportedFormat.class);
    }
  }

  private void assertUntouched() {
    assertThat(file).hasBinaryContent(original);
    assertThat(folder.toFile().list()).containsExactly("song.flac");
  }

  private static void takeOver(Path draft) {
    try {
      Files.delete(draft);
      Files.writeString(draft, "half");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[1], StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
