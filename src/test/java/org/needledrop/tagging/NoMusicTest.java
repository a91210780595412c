package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/** A network names anything with confidence; what is no music must not come before it. */
class NoMusicTest {

  private static final Scorer NOT_ASKED =
      new Scorer() {
        @Override
        public SnippetScores score(Snippets snippets) {
          throw new AssertionError("this should not be scored");
        }

        @Override
        public void close() {}
      };

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "anoisesrc=color=white:amplitude=0.3, STEADY",
    "anoisesrc=color=pink:amplitude=0.3, STEADY",
    "anoisesrc=color=brown:amplitude=0.3, STEADY",
    "sine=440, STEADY",
    "'aevalsrc=0.2*sin(2*PI*50*t)+0.1*sin(2*PI*100*t)', STEADY",
    "'aevalsrc=0.00003*sin(2*PI*440*t)', SILENT"
  })
  void abstainsWhereNothingHappens(String source, Abstention.Reason reason) {
    Path file = TestAudio.encode(folder.resolve("a.flac"), "-f", "lavfi", "-i", source, "-t", "8");
    ModelManifest model = ModelManifest.read(Path.of("models/genre-resnet-bigru"));

    ScoringResult result =
        AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), model, NOT_ASKED)
            .analyzer()
            .analyze(file)
            .result();

    assertThat(result)
        .isInstanceOfSatisfying(
            ScoringResult.NotScorable.class,
            unscorable -> assertThat(unscorable.abstention().reason()).isEqualTo(reason));
  }
}
