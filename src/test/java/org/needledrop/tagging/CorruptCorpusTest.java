package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.Recording;
import org.needledrop.digest.Sha256;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.library.Track;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;

/**
 * A file that is broken in any way is refused and stays as it is to the byte, or is tagged with its
 * audio as it is. {@code -Dneedledrop.corpus=full} tries ten times as many files.
 */
class CorruptCorpusTest {
  private static final boolean FULL = "full".equals(System.getProperty("needledrop.corpus"));
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int RIFF = 0x52494646;
  private static final int FORM = 0x464F524D;
  private static final Map<String, Tally> TABLE = new LinkedHashMap<>();

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final TagReader reader = new TagReader();
  @TempDir private Path originals;
  @TempDir private Path library;

  /** How many files of a container met which end. */
  private record Tally(Map<String, Long> ends, long milliseconds, long slowest) {
    static Tally of(Collection<TaggingRun.Timed> files) {
      LongSummaryStatistics millis =
          files.stream().mapToLong(TaggingRun.Timed::millis).summaryStatistics();
      return new Tally(
          files.stream()
              .collect(
                  Collectors.groupingBy(t -> TagReports.end(t.report()), Collectors.counting())),
          millis.getSum(),
          millis.getMax());
    }

    String line(String container) {
      return "%-10s %6d %8d %7d %13d %6d ms a file, the slowest %d ms"
          .formatted(
              container,
              all(),
              ends.getOrDefault("FAILED", 0L),
              ends.getOrDefault("TAGGED", 0L),
              ends.getOrDefault("NOT_TAGGABLE", 0L),
              milliseconds / all(),
              slowest);
    }

    private long all() {
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @AfterAll
  static void printTable() {
    System.out.println("container   tried  refused  tagged  not taggable (none altered)");
    TABLE.forEach((container, tally) -> System.out.println(tally.line(container)));
  }

  @ParameterizedTest
  @EnumSource
  void refusesOrTagsWhatIsBrokenAndAltersNothingElse(CorpusContainer container) throws IOException {
    byte[] sound = container.sound(originals);
    Files.delete(originals.resolve("sound." + container.extension()));
    for (var version : new BrokenVersions(container, sound, FULL).all().entrySet()) {
      String name = version.getKey() + "." + container.extension();
      Files.write(originals.resolve(name), version.getValue());
    }
    tryAll(container.name());
  }

  @ParameterizedTest
  @EnumSource
  void tagsTheSoundFileThatTheBrokenOnesAreMadeOf(CorpusContainer container) throws IOException {
    container.sound(library);
    try (TaggingRun run = new TaggingRun(library)) {
      assertThat(run.tag(tracks()).values())
          .extracting(timed -> TagReports.end(timed.report()))
          .containsExactly("TAGGED");
    }
  }

  @Test
  void refusesWhatIsNoAudioBehindTheNameOfAnMp3() throws IOException {
    Path sound = originals.resolve("sound.mp3");
    byte[] music = CorpusContainer.MP3.sound(originals);
    Files.write(originals.resolve("zip.mp3"), OtherFiles.zip(music));
    Files.writeString(originals.resolve("m3u.mp3"), "#EXTM3U\n#EXTINF:4,Sound\n" + sound + "\n");
    Files.writeString(originals.resolve("pls.mp3"), "[playlist]\nFile1=" + sound + "\n");
    Files.writeString(originals.resolve("concat.mp3"), "ffconcat version 1.0\nfile sound.mp3\n");
    Files.write(originals.resolve("zeros.mp3"), new byte[100_000]);
    Files.delete(sound);

    assertThat(tryAll("no audio")).containsOnlyKeys("FAILED");
  }

  private Map<String, Long> tryAll(String container) throws IOException {
    for (Path original : files(originals)) {
      Files.copy(original, library.resolve(original.getFileName()));
    }
    try (TaggingRun run = new TaggingRun(library)) {
      Collection<TaggingRun.Timed> first = run.tag(tracks()).values();
      first.forEach(this::assertRight);
      assertThat(files(library)).as("no draft is left").hasSameSizeAs(files(originals));
      assertSecondRunChangesNothing(run);
      first.forEach(timed -> assertUndone(run, timed.report()));
      Tally tally = Tally.of(first);
      TABLE.put(container, tally);
      return tally.ends();
    }
  }

  private void assertSecondRunChangesNothing(TaggingRun run) throws IOException {
    Map<String, String> before = contents();
    run.tagAgain(tracks()).forEach(CorruptCorpusTest::assertNothingMoreToDo);
    assertThat(contents()).as("after a second run").containsExactlyEntriesOf(before);
  }

  private void assertRight(TaggingRun.Timed timed) {
    TrackReport report = timed.report();
    Path file = report.track().source();
    assertThat(timed.millis()).as(file.toString()).isLessThan(LONGEST.toMillis());
    if (report.is(Status.TAGGED)) {
      assertTagged(file, TagReports.audioHash(report));
    } else {
      assertThat(TagReports.end(report)).as(file.toString()).isIn("FAILED", "NOT_TAGGABLE");
      assertThat(file).hasSameBinaryContentAs(original(file));
      if (report.outcome() instanceof TrackOutcome.Failed(TrackFailure failure)) {
        assertClear(failure);
      }
    }
  }

  private static void assertClear(TrackFailure failure) {
    assertThat(failure).isNotInstanceOf(UnexpectedFailure.class);
    assertThat(failure.reason()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
  }

  private void assertTagged(Path file, String stated) {
    Recording before = audioHash.recording(original(file));
    assertThat(audioHash.of(file)).as(file.toString()).isEqualTo(before.audioHash());
    assertThat(stated).as(file.toString()).isEqualTo(before.audioHash());
    assertThat(fields(file, before).customFields())
        .as(file.toString())
        .containsEntry(TagNames.AUDIO, stated);
  }

  private static void assertNothingMoreToDo(TrackReport report) {
    assertThat(TagReports.analysed(report)).as(report.toString()).isFalse();
    assertThat(report.is(Status.TAGGED)).as(report.toString()).isFalse();
  }

  private void assertUndone(TaggingRun run, TrackReport tagged) {
    if (!tagged.is(Status.TAGGED)) {
      return;
    }
    Path file = tagged.track().source();
    UndoReport undone = run.undo(file);
    assertThat(undone.status()).as(undone.toString()).isEqualTo(UndoReport.Status.RESTORED);
    Recording recording = audioHash.recording(original(file));
    assertThat(audioHash.of(file)).as(file.toString()).isEqualTo(recording.audioHash());
    TagFields before = fields(original(file), recording);
    assertThat(fields(file, recording)).as(file.toString()).isEqualTo(before);
    if (!before.tagPresent()) {
      assertThat(withoutFormSize(file)).isEqualTo(withoutFormSize(original(file)));
    }
  }

  /** A wrong size of the whole is put right and stays so. */
  private static ByteBuffer withoutFormSize(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      boolean iff = bytes.getInt(0) == RIFF || bytes.getInt(0) == FORM;
      return iff ? bytes.putInt(4, 0) : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TagFields fields(Path file, Recording recording) {
    TagFormat format = TagFormat.of(recording.container(), recording.codec()).orElseThrow();
    return reader.read(file, format);
  }

  private Path original(Path file) {
    return originals.resolve(file.getFileName().toString());
  }

  private List<Track> tracks() throws IOException {
    return files(library).stream().map(Track::inPlace).toList();
  }

  /** By name, as digests: they are many. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(library)) {
      contents.put(
          file.getFileName().toString(), Sha256.of(ByteBuffer.wrap(Files.readAllBytes(file))));
    }
    return contents;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
