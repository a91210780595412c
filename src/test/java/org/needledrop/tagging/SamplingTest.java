package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

class SamplingTest {

  private static final Path TRACK = Path.of("sample-library/gravel-road.flac");
  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));

  private final List<Integer> asked = new ArrayList<>();

  /** Scores one genre for this number of snippets, then another for as many, and so on. */
  private Scorer changingEvery(int snippets) {
    return new Scorer() {
      @Override
      public SnippetScores score(Snippets of) {
        asked.add(of.count());
        List<float[]> scores = new ArrayList<>();
        for (int place = 0; place < of.count(); place++) {
          float[] logits = new float[MODEL.genres().size()];
          logits[(int) (of.startSeconds()[place] / of.snippetSeconds()) / snippets % 2] = 10;
          scores.add(logits);
        }
        return new SnippetScores(scores, scores);
      }

      @Override
      public void close() {}
    };
  }

  private ScoringResult.Scored listen(Scorer scorer, double share) {
    TrackAnalyzer analyzer =
        AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), MODEL, scorer)
            .analyzer(AnalysisMethod.of(MODEL, 0, share));
    return (ScoringResult.Scored) analyzer.analyze(TRACK).result();
  }

  @Test
  void scoresEvenlySpacedSnippetsAloneWhereTheyAgree() {
    int all = listen(changingEvery(1000), 1).scores().timeline().snippets();

    ScoringResult.Scored sampled = listen(changingEvery(1000), 0.25);

    assertThat(asked).containsExactly(all, (all + 3) / 4);
    assertThat(sampled.scores().timeline().strideSeconds())
        .isEqualTo(4 * sampled.scores().timeline().snippetSeconds());
  }

  @Test
  void scoresAllWhereTheyDisagree() {
    ScoringResult.Scored whole = listen(changingEvery(3), 1);

    ScoringResult.Scored sampled = listen(changingEvery(3), 0.25);

    int all = whole.scores().timeline().snippets();
    int few = (all + 3) / 4;
    assertThat(asked).containsExactly(all, few, all - few);
    assertThat(sampled.scores()).usingRecursiveComparison().isEqualTo(whole.scores());
  }
}
