package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.StorageConflict;
import org.needledrop.servers.Strace;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.file.WriteOptions;

/** Two names of one file: one in the library, one that a torrent client or a snapshot owns. */
class HardLinksTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private Path file;
  private Path seeded;
  private byte[] original;

  @BeforeEach
  void makeFiles() throws IOException {
    file = TestAudio.make(folder.resolve("song.flac"));
    seeded = Files.createLink(folder.resolve("seeded.flac"), file);
    original = Files.readAllBytes(file);
  }

  private TagWriter writer(HardLinks how) {
    return new TagWriter(
        TestAudio::packets, new WriteOptions(false, how, new Notices(notices::add)));
  }

  private void tag(HardLinks how) {
    writer(how).write(file, TestAudio.packets(file), file, TagFormat.FLAC, ROCK);
  }

  private static TagFields tags(Path file) {
    return new TagReader().read(file, TagFormat.FLAC);
  }

  @Test
  void leavesTheOtherNameItsBytesAndSaysSoSinceATorrentClientChecksThem() {
    tag(HardLinks.BREAK);
    assertThat(tags(file)).isEqualTo(ROCK);
    assertThat(seeded).hasBinaryContent(original);
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith(file + ": the file has 2 names (hard links); only this one was written");
  }

  @Test
  void writesAllNamesInPlaceOnRequestSinceDeduplicatedFilesShallStayOne() throws IOException {
    tag(HardLinks.IN_PLACE);
    assertThat(tags(seeded)).isEqualTo(ROCK);
    assertThat(Files.isSameFile(file, seeded)).isTrue();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("song.flac", "seeded.flac");
    assertThat(notices).isEmpty();
  }

  @Test
  void skipsTheFileOnRequestAndNamesIt() {
    assertThat(writer(HardLinks.SKIP).skips(file)).isTrue();
    assertThat(notices).containsExactly(file + ": the file has 2 names (hard links); skipped");
    assertThatThrownBy(() -> tag(HardLinks.SKIP))
        .isInstanceOf(StorageConflict.class)
        .hasMessageContaining("skipped");
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void completesInTheNextRunWhatAKillLeftPartlyWritten() throws IOException {
    byte[] whole = Files.readAllBytes(TestAudio.make(folder.resolve("other.flac")));
    Path draft =
        folder.resolve(".%s.needledrop-in-place".formatted(Files.getAttribute(file, "unix:ino")));
    Files.write(draft, whole);
    Files.write(file, new byte[100], StandardOpenOption.WRITE);

    TagWriter.resume(file);

    assertThat(file).hasBinaryContent(whole);
    assertThat(seeded).hasBinaryContent(whole);
    assertThat(draft).doesNotExist();
  }

  /** Writes a file in place, in a process that strace watches. */
  static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    TagWriter writer =
        new TagWriter(
            _ -> "same",
            new WriteOptions(false, HardLinks.IN_PLACE, new Notices(System.out::println)));
    try {
      writer.write(file, "same", file, TagFormat.WAV, ROCK);
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }

  private String writeInPlace(Path wav, String fault) throws IOException {
    Strace.require();
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HardLinksTest.class.getName(),
            wav.toString());
    Process process =
        new ProcessBuilder(
                Strace.watching(
                    java,
                    "-o",
                    "/dev/null",
                    "-P",
                    wav.toString(),
                    "-e",
                    "trace=write,pwrite64",
                    "-e",
                    "inject=" + fault))
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void changesNothingInPlaceWhenTheDiskIsFullSinceTheSpaceIsTakenFirst() throws IOException {
    Path wav = TestAudio.make(folder.resolve("song.wav"));
    Files.createLink(folder.resolve("seeded.wav"), wav);
    byte[] before = Files.readAllBytes(wav);

    assertThat(writeInPlace(wav, "pwrite64:error=ENOSPC"))
        .startsWith(wav + ": cannot write the file (check folder and disk): No space left");

    assertThat(wav).hasBinaryContent(before);
    assertThat(folder.toFile().list((_, name) -> name.startsWith("."))).isEmpty();
  }

  @Test
  void completesInTheNextRunWhatADiskErrorLeftPartlyWritten() throws IOException {
    Path wav = TestAudio.make(folder.resolve("song.wav"));
    Path link = Files.createLink(folder.resolve("seeded.wav"), wav);

    assertThat(writeInPlace(wav, "write:error=EIO:when=2"))
        .contains("the file is only partly written, the next run completes it from ");

    TagWriter.resume(wav);
    assertThat(new TagReader().read(link, TagFormat.WAV)).isEqualTo(ROCK);
    assertThat(folder.toFile().list((_, name) -> name.startsWith("."))).isEmpty();
  }

  @Test
  void leavesAFileAloneThatReplacedThePartlyWrittenOne() throws IOException {
    Path draft =
        folder.resolve(".%s.needledrop-in-place".formatted(Files.getAttribute(file, "unix:ino")));
    Files.writeString(draft, "of the former file");
    Path restored = TestAudio.make(folder.resolve("restored.flac"));
    Files.move(restored, file, StandardCopyOption.REPLACE_EXISTING);

    TagWriter.resume(file);

    assertThat(file).hasBinaryContent(original);
  }
}
