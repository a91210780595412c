package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.audio.DsdAudio;
import org.needledrop.audio.TestAudio;
import org.needledrop.library.Track;
import org.needledrop.library.TrackFiles;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.TagReader;

/** The whole flow for formats besides the usual ones: found by name, tagged or reported, undone. */
class OtherFormatsTest {
  private static final String WAVE = "random(0)*sin(2*PI*300*t)*0.4:s=44100";

  @TempDir private Path library;

  private List<Path> found() {
    return TrackFiles.below(library, Optional.empty(), _ -> {});
  }

  private static TrackReport tag(TaggingRun run, Path file) {
    return run.tagAgain(List.of(Track.inPlace(file))).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.wv", "a.tta", "a.mp2"})
  void areTaggedAndUndone(String name) throws IOException {
    Path file =
        TestAudio.generated(
            library.resolve(name), WAVE, 10, "-map_metadata", "-1", "-fflags", "+bitexact");
    byte[] original = Files.readAllBytes(file);
    try (TaggingRun run = new TaggingRun(library)) {
      assertThat(found()).containsExactly(file);
      assertThat(tag(run, file).is(Status.TAGGED)).isTrue();
      assertThat(file.toFile().length()).isNotEqualTo(original.length);
      run.undo(file);
    }
    assertThat(file).hasBinaryContent(original);
  }

  @Test
  void areTaggedInDsf() throws IOException {
    Path file = DsdAudio.dsf(library.resolve("a.dsf"), 440, 5);
    byte[] original = Files.readAllBytes(file);
    try (TaggingRun run = new TaggingRun(library)) {
      assertThat(tag(run, file).is(Status.TAGGED)).isTrue();
      TagFields tags = new TagReader().read(file, TagFormat.DSF);
      assertThat(tags.customFields()).containsEntry("NEEDLEDROP_ABSTAINED", "steady");
      run.undo(file);
    }
    assertThat(file).hasBinaryContent(original);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mka", "a.caf", "a.au", "a.ac3", "a.spx", "a.w64"})
  void areReportedIfTheyCannotHoldTags(String name) throws IOException {
    Path file = TestAudio.generated(library.resolve(name), WAVE, 10);
    byte[] original = Files.readAllBytes(file);
    try (TaggingRun run = new TaggingRun(library)) {
      assertThat(found()).containsExactly(file);
      TrackReport report = tag(run, file);
      assertThat(report.is(Status.NOT_TAGGABLE)).isTrue();
      assertThat(report.finished()).isPresent();
      assertThat(report.finished().orElseThrow().note()).isEmpty();
    }
    assertThat(file).hasBinaryContent(original);
  }
}
