package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.scoring.remote.RemoteScorer;

/** The network on a worker and the network here give one answer for real music. */
class SameScoresTest {

  private static final List<String> TRACKS =
      List.of("gravel-road.flac", "one-drop-morning.mp3", "sectoid-feelings.opus");

  @Test
  void probabilitiesAreThoseOfTheLocalScorer() {
    try (Scorer local = DjlScorer.loadWithHead(TestWorker.MODEL, TestWorker.MANIFEST);
        TestWorker worker =
            TestWorker.start(
                () -> DjlScorer.loadWithHead(TestWorker.MODEL, TestWorker.MANIFEST),
                BatchLimits.defaults(),
                TestWorker.OPEN);
        RemoteScorer remote = worker.client()) {
      for (String track : TRACKS) {
        assertThat(probabilities(remote, track))
            .containsExactly(probabilities(local, track), Offset.offset(1e-3f));
      }
    }
  }

  private static float[] probabilities(Scorer scorer, String track) {
    TrackAnalyzer analyzer =
        AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), TestWorker.MANIFEST, scorer)
            .analyzer();
    ScoringResult.Scored scored =
        (ScoringResult.Scored) analyzer.analyze(Path.of("sample-library", track)).result();
    return scored.scores().probabilities();
  }
}
