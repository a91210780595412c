package org.needledrop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.djl.DjlScorer;

class EvaluationTest {

  private static final Path MODEL = Path.of("models/genre-musicnn");
  private static final String HOME = System.getenv("GTZAN_HOME");

  private final ModelManifest model = ModelManifest.read(MODEL);

  @TempDir private Path folder;

  /** Says "blues" of each snippet whose first level is 0, and "country" of the others. */
  private static final Scorer BY_FIRST_LEVEL =
      new Scorer() {
        @Override
        public SnippetScores score(Snippets snippets) {
          List<float[]> scores =
              Arrays.stream(snippets.logMels())
                  .map(
                      s ->
                          new float[] {
                            s[0] == 0 ? 2 : 0, 0, s[0] == 0 ? 0 : 1, 0, 0, 0, 0, 0, 0, 0
                          })
                  .toList();
          return new SnippetScores(scores, scores);
        }

        @Override
        public void close() {}
      };

  private static DrawnTrack track(String genre, int... firstLevels) {
    byte[][] snippets = new byte[firstLevels.length][1];
    for (int i = 0; i < snippets.length; i++) {
      snippets[i][0] = (byte) firstLevels[i];
    }
    return new DrawnTrack(
        genre + ".00000", genre, new Snippets(snippets, new double[firstLevels.length], 3, 1, 1));
  }

  @Test
  void countsSnippetsAndTracks() {
    Evaluation found =
        Evaluation.of(
            List.of(track("blues", 0, 0, 1), track("country", 1, 1), track("rock", 0)),
            BY_FIRST_LEVEL,
            model);

    assertThat(found.tracks()).isEqualTo(3);
    assertThat(found.snippetAccuracy()).isEqualTo(4 / 6.0);
    assertThat(found.trackAccuracy()).isEqualTo(2 / 3.0);
    assertThat(found.confusion()[9][0]).isEqualTo(1);
    assertThat(found.confusion()[2][2]).isEqualTo(1);
  }

  @Test
  void refusesAGenreThatTheModelDoesNotKnow() {
    assertThatThrownBy(() -> Evaluation.of(List.of(track("polka", 0)), BY_FIRST_LEVEL, model))
        .hasMessageContaining("polka.00000 has the genre polka, which is not in the model");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> new GtzanFolder(folder).tracks(Protocol.P2, "test", model))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot read");
  }

  /** The manifest holds what Python found when the network was trained. */
  @Test
  void givesTheFiguresThatTrainingGave() throws IOException {
    assumeThat(HOME).as("the environment variable GTZAN_HOME names no GTZAN folder").isNotNull();
    JsonNode expected =
        new ObjectMapper().readTree(MODEL.resolve("manifest.json").toFile()).at("/training/scores");

    try (Scorer scorer = DjlScorer.load(MODEL, model)) {
      GtzanFolder gtzan = new GtzanFolder(Path.of(HOME));
      Evaluation test = Evaluation.of(gtzan.tracks(Protocol.P2, "test", model), scorer, model);
      Evaluation valid = Evaluation.of(gtzan.tracks(Protocol.P2, "valid", model), scorer, model);

      assertThat(test.trackAccuracy())
          .isCloseTo(expected.get("testTrackAccuracy").asDouble(), within(1e-4));
      assertThat(test.snippetAccuracy())
          .isCloseTo(expected.get("testSnippetAccuracy").asDouble(), within(1e-3));
      assertThat(test.calibrationError())
          .isCloseTo(expected.get("testTrackEce").asDouble(), within(1e-3));
      assertThat(valid.trackAccuracy())
          .isCloseTo(expected.get("validTrackAccuracy").asDouble(), within(1e-4));
    }
  }

  /** What {@code --sample 0.25} promises; of tracks of half a minute, which are the hardest. */
  @Test
  void namesTheGenreThatAllSnippetsNameWhereAFewSettleIt() {
    assumeThat(HOME).as("the environment variable GTZAN_HOME names no GTZAN folder").isNotNull();
    int settled = 0;
    int alike = 0;
    ModelManifest.Decision rule = model.decision();

    try (Scorer scorer = DjlScorer.load(MODEL, model)) {
      for (DrawnTrack track : new GtzanFolder(Path.of(HOME)).tracks(Protocol.P2, "test", model)) {
        Snippets few = track.snippets().at(place -> place % 4 == 0);
        SnippetScores scores = scorer.score(few);
        if (rule.sum().isSettled(scores.scores(), rule.temperature(), track.snippets().count())) {
          settled++;
          int genre = TrackScores.sum(few, scores, rule).topGenre();
          SnippetScores all = scorer.score(track.snippets());
          alike += genre == TrackScores.sum(track.snippets(), all, rule).topGenre() ? 1 : 0;
        }
      }
    }

    assertThat(settled).isGreaterThan(60);
    assertThat((double) alike / settled).isGreaterThan(0.98);
  }
}
