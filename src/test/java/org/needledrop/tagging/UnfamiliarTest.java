package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.djl.DjlScorer;

/** What changes over time but is no music; the network itself would name a genre. */
class UnfamiliarTest {

  private static final Path MODEL = Path.of("models/genre-resnet-bigru");
  private static final String MINUTES =
      """
      The committee met on Tuesday to discuss the proposal. Nobody had read the report, which was
      eighty pages long, and the chairman asked everyone to be brief. After an hour the question
      of the budget came up again, and a second meeting was agreed upon for the end of the month.
      """;

  private static TrackAnalyzer analyzer;
  private static DecisionRule rule;
  private static DjlScorer scorer;

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    ModelManifest model = ModelManifest.read(MODEL);
    scorer = DjlScorer.load(MODEL, model);
    rule = DecisionRule.of(model);
    analyzer = AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), model, scorer).analyzer();
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aevalsrc='0.5*sin(2*PI*(100*t+100*t*t))'",
        "aevalsrc='0.8*lt(mod(t,0.5),0.001)'",
        "aevalsrc='0.5*(2*random(0)-1)*lt(mod(t,1),0.3)'"
      })
  void abstainsFromSweepsClicksAndBursts(String source) {
    Path file = TestAudio.encode(folder.resolve("a.flac"), "-f", "lavfi", "-i", source, "-t", "30");

    assertUnfamiliar(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-us", "en-gb", "de", "fr", "es", "it", "ru"})
  void abstainsFromSpeech(String voice) throws IOException, InterruptedException {
    assumeTrue(isOnPath("espeak-ng"), "espeak-ng is not installed");
    Path file = folder.resolve("speech.wav");
    Process speaking =
        new ProcessBuilder("espeak-ng", "-v", voice, "-s", "150", "-w", file.toString(), MINUTES)
            .inheritIO()
            .start();
    assertThat(speaking.waitFor()).isZero();

    assertUnfamiliar(file);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static void assertUnfamiliar(Path file) {
    assertThat(rule.decide(analyzer.analyze(file).result()))
        .isInstanceOfSatisfying(
            Abstention.class,
            abstention -> assertThat(abstention.reason()).isEqualTo(Abstention.Reason.UNFAMILIAR));
  }
}
