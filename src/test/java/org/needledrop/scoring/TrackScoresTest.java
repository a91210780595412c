package org.needledrop.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.needledrop.mel.Snippets;

class TrackScoresTest {

  private static final ModelManifest.Decision LOGITS =
      new ModelManifest.Decision(ScoreSum.LOGITS, 2, 0.5);
  private static final ModelManifest.Decision PROBABILITIES =
      new ModelManifest.Decision(ScoreSum.PROBABILITIES, 2, 0.5);

  private static TrackScores sum(ModelManifest.Decision rule, float[]... logits) {
    List<float[]> scores = List.of(logits);
    List<float[]> embeddings = scores.stream().map(s -> new float[] {s[0], 1}).toList();
    double[] starts = new double[logits.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = 1.5 * i;
    }
    Snippets snippets = new Snippets(new byte[logits.length][1], starts, 3, 1, 1);
    return TrackScores.sum(snippets, new SnippetScores(scores, embeddings), rule);
  }

  @Test
  void dividesTheMeanLogitByTheTemperature() {
    TrackScores track = sum(LOGITS, new float[] {4, 0}, new float[] {0, 0});

    // Mean logits (2, 0) over temperature 2: softmax of (1, 0).
    double e = Math.E;
    assertThat(track.probabilities()[0]).isCloseTo((float) (e / (e + 1)), within(1e-6f));
  }

  @Test
  void averagesProbabilitiesWhenTheManifestSaysSo() {
    TrackScores track = sum(PROBABILITIES, new float[] {4, 0}, new float[] {0, 0});

    double first = Math.exp(2) / (Math.exp(2) + 1);
    assertThat(track.probabilities()[0]).isCloseTo((float) ((first + 0.5) / 2), within(1e-6f));
  }

  @Test
  void isNoMoreConfidentOfALongTrackThanOfAShortOneWithTheSameScores() {
    float[] logits = {3, 1, 0};

    TrackScores once = sum(LOGITS, logits);
    TrackScores often = sum(LOGITS, logits, logits, logits, logits);

    assertThat(often.probabilities()).containsExactly(once.probabilities(), within(1e-6f));
  }

  @Test
  void outvotesOneLoudSnippetByManyOthers() {
    float[] rock = {0, 2};
    TrackScores track = sum(LOGITS, new float[] {5, 0}, rock, rock, rock, rock);

    assertThat(track.topGenre()).isEqualTo(1);
  }

  @Test
  void keepsTheProbabilitiesOfEachSnippet() {
    Timeline timeline = sum(LOGITS, new float[] {4, 0}, new float[] {0, 6}).timeline();

    assertThat(timeline.snippets()).isEqualTo(2);
    assertThat(timeline.startSeconds(1)).isEqualTo(1.5);
    assertThat(timeline.loudestGenre(0)).isZero();
    assertThat(timeline.loudestGenre(1)).isEqualTo(1);
    float second = (float) (Math.exp(3) / (Math.exp(3) + 1));
    assertThat(timeline.probability(1, 1)).isCloseTo(second, within(0.5f / 255));
  }

  @Test
  void staysANumberForScoresOfAnySize() {
    TrackScores track = sum(LOGITS, new float[] {10_000, -10_000});

    assertThat(track.probabilities()).containsExactly(1, 0);
  }

  @Test
  void averagesEmbeddings() {
    assertThat(sum(LOGITS, new float[] {4, 0}, new float[] {0, 0}).embedding())
        .containsExactly(2, 1);
  }
}
