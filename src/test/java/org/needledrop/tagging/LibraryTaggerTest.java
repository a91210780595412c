package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.library.TrackFiles;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.WriteOptions;

/** The whole flow on real tracks, with the real network. */
class LibraryTaggerTest {

  private static final Path MODEL = Path.of("models/genre-musicnn");
  private static final Path SAMPLES = Path.of("sample-library");
  private static final String NO_TAG = "roux-jazz-buzzing-easteregg.mp3";
  private static final String DEATH_METAL = "muldjord-armygeddon.mp3";
  private static final String OPUS = "sectoid-feelings.opus";

  private static ModelManifest model;
  private static DjlScorer scorer;

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  @TempDir private Path library;

  @BeforeAll
  static void load() {
    model = ModelManifest.read(MODEL);
    scorer = DjlScorer.load(MODEL, model);
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @BeforeEach
  void copySamples() throws IOException {
    for (String name : List.of(NO_TAG, DEATH_METAL, OPUS)) {
      Files.copy(SAMPLES.resolve(name), library.resolve(name));
    }
  }

  private List<TrackReport> tag(TagPolicy policy) {
    return tag(policy, false);
  }

  private List<TrackReport> tag(TagPolicy policy, boolean dryRun) {
    TaggingOptions options = options(policy, dryRun);
    List<TrackReport> reports = new ArrayList<>();
    tag(options, 2, reports::add);
    return reports;
  }

  private void tag(TaggingOptions options, int jobs, Consumer<TrackReport> reports) {
    try (Journal journal =
            options.dryRun() ? Journal.readOnlyCopy(folder()) : Journal.open(folder());
        LuceneIndex index = LuceneIndex.inMemory()) {
      List<Track> tracks =
          TrackFiles.below(library, Optional.empty(), _ -> {}).stream()
              .map(Track::inPlace)
              .toList();
      AnalysisSetup setup = AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), model, scorer);
      new Tagging(setup, options).libraryTagger(journal, index).tag(tracks, jobs, reports);
    }
  }

  private static TaggingOptions options(TagPolicy policy, boolean dryRun) {
    return new TaggingOptions(
        policy, GenreMap.usual(model.genres()), OptionalDouble.of(0), 0, false, dryRun);
  }

  private Path folder() {
    return LibraryFolder.journal(library);
  }

  private List<UndoReport> undo(boolean force) {
    try (Journal journal = Journal.open(folder())) {
      TagUndo undo =
          new TagUndo(audioHash, journal, TagUndo.Options.all(force), WriteOptions.defaults());
      return TrackFiles.below(library, Optional.empty(), _ -> {}).stream().map(undo::undo).toList();
    }
  }

  private TagFields fields(String name, TagFormat format) {
    return new TagReader().read(library.resolve(name), format);
  }

  @Test
  void tagsAllAndKeepsTheGenreThatAListenerChose() {
    List<TrackReport> reports = tag(TagPolicy.FILL);

    assertThat(reports).allMatch(report -> report.is(Status.TAGGED));
    assertThat(fields(DEATH_METAL, TagFormat.MP3).genres()).containsExactly("Death Metal");
    TagFields filled = fields(NO_TAG, TagFormat.MP3);
    assertThat(filled.genres()).hasSize(1);
    assertThat(filled.customFields()).containsEntry(TagNames.MODEL, model.id());
    assertThat(filled.customFields()).containsKey(TagNames.probability("rock"));
    assertThat(fields(OPUS, TagFormat.OGG_OPUS).customFields().get(TagNames.AUDIO))
        .isEqualTo(audioHash.of(library.resolve(OPUS)));
  }

  @Test
  void listensToNothingTwiceNotEvenAfterARename() throws IOException {
    tag(TagPolicy.FILL);
    Files.move(library.resolve(NO_TAG), library.resolve("renamed.mp3"));

    List<TrackReport> reports = tag(TagPolicy.FILL);

    assertThat(reports).noneMatch(TagReports::analysed);
    assertThat(reports).allMatch(report -> report.is(Status.UNCHANGED));
  }

  @Test
  void appliesAnotherPolicyWithoutListeningAgainAndFromTheOriginalTags() {
    tag(TagPolicy.REPLACE);
    assertThat(fields(DEATH_METAL, TagFormat.MP3).genres()).doesNotContain("Death Metal");

    List<TrackReport> reports = tag(TagPolicy.FILL);

    assertThat(reports).noneMatch(TagReports::analysed);
    assertThat(fields(DEATH_METAL, TagFormat.MP3).genres()).containsExactly("Death Metal");
  }

  @Test
  void undoesEvenAfterARenameAndKeepsAnUntaggedFileByteForByte() throws IOException {
    tag(TagPolicy.REPLACE);
    Files.move(library.resolve(NO_TAG), library.resolve("renamed.mp3"));

    List<UndoReport> reports = undo(false);

    assertThat(reports).extracting(UndoReport::status).containsOnly(UndoReport.Status.RESTORED);
    assertThat(fields(DEATH_METAL, TagFormat.MP3).genres()).containsExactly("Death Metal");
    assertThat(library.resolve("renamed.mp3")).hasSameBinaryContentAs(SAMPLES.resolve(NO_TAG));
    assertThat(undo(false))
        .extracting(UndoReport::status)
        .containsOnly(UndoReport.Status.NOTHING_TO_UNDO);
  }

  @Test
  void doesNotGiveOneRecordingTheGenreOfAnotherThatLayThere() throws IOException {
    tag(TagPolicy.REPLACE);
    Path replaced = library.resolve(NO_TAG);
    Path other = SAMPLES.resolve("one-drop-morning.mp3");
    Files.copy(other, replaced, StandardCopyOption.REPLACE_EXISTING);

    assertThat(undo(true))
        .filteredOn(report -> report.file().equals(replaced))
        .extracting(UndoReport::status)
        .containsExactly(UndoReport.Status.NOTHING_TO_UNDO);
    assertThat(replaced).hasSameBinaryContentAs(other);
  }

  @Test
  void writesNothingInADryRun() throws IOException {
    List<TrackReport> reports = tag(TagPolicy.REPLACE, true);

    assertThat(reports)
        .allMatch(
            report -> !report.finished().orElseThrow().change().orElseThrow().lines().isEmpty());
    for (String name : List.of(NO_TAG, DEATH_METAL, OPUS)) {
      assertThat(library.resolve(name)).hasSameBinaryContentAs(SAMPLES.resolve(name));
    }
    try (Stream<Path> files = Files.list(library)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void beginsNoOtherTrackWhenItsReportsCannotBeKept() {
    Consumer<TrackReport> full =
        _ -> {
          throw new IllegalStateException("No space left on device");
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> tag(options(TagPolicy.FILL, false), 1, full))
        .withMessage("No space left on device");

    assertThat(library.resolve(OPUS)).hasSameBinaryContentAs(SAMPLES.resolve(OPUS));
  }

  @Test
  void listensOnceToARecordingThatLiesInTwoKindsOfFile() {
    Path inMp4 = library.resolve("feelings.mp4");
    TestAudio.encode(inMp4, "-i", library.resolve(OPUS).toString(), "-c:a", "copy", "-vn");

    List<TrackReport> reports = tag(TagPolicy.FILL);

    assertThat(reports).hasSize(4).allMatch(report -> report.is(Status.TAGGED));
    String recording = audioHash.of(inMp4);
    assertThat(audioHash.of(library.resolve(OPUS))).isEqualTo(recording);
    assertThat(fields("feelings.mp4", TagFormat.MP4).customFields())
        .containsEntry(TagNames.AUDIO, recording);
  }

  @Test
  void goesOnAfterABadFileAndRemembersIt() throws IOException {
    Files.copy(SAMPLES.resolve("corrupt.mp3"), library.resolve("corrupt.mp3"));
    Files.writeString(library.resolve("shopping.mp3"), "milk, bread");
    Files.createFile(library.resolve("empty.flac"));
    Files.copy(SAMPLES.resolve(NO_TAG), library.resolve("misnamed.flac"));

    List<TrackReport> reports = tag(TagPolicy.FILL);

    assertThat(reports).filteredOn(report -> report.is(Status.TAGGED)).hasSize(4);
    assertThat(reports)
        .filteredOn(report -> report.finished().isEmpty())
        .hasSize(3)
        .allSatisfy(
            report ->
                assertThat(TagReports.failure(report))
                    .hasMessageContaining(report.track().source().getFileName().toString()));
    assertThat(tag(TagPolicy.FILL)).noneMatch(TagReports::analysed);
  }
}
