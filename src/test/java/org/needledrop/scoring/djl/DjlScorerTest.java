package org.needledrop.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.SnippetScores;

/** What must hold for each bundled network. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DjlScorerTest {

  private final Path folder;
  private final Path golden;
  private final int bands;
  private final int frames;
  private final ModelManifest manifest;
  private DjlScorer scorer;

  /**
   * Tests one model.
   *
   * @param golden file of what PyTorch gave
   */
  DjlScorerTest(String model, String golden) {
    this.folder = Path.of("models", model);
    this.golden = Path.of("src/test/resources/golden", golden);
    this.manifest = ModelManifest.read(folder);
    this.bands = manifest.mel().melBands();
    this.frames = manifest.snippet().frames();
  }

  @BeforeAll
  void load() {
    scorer = DjlScorer.load(folder, manifest);
  }

  @AfterAll
  void close() {
    scorer.close();
  }

  @ParameterizedTest
  @EnumSource
  void givesTheScoresThatPyTorchGaveWhenTheNetworkWasExported(NetworkFormat format)
      throws IOException {
    JsonNode expected = golden();
    try (DjlScorer network = DjlScorer.load(folder, manifest, format, Device.cpu())) {
      SnippetScores answer = network.score(goldenInput());

      assertRows(answer.scores(), expected.get("scores"), 1e-4f);
      assertRows(answer.embeddings(), expected.get("embedding"), 1e-4f);
    }
  }

  private JsonNode golden() throws IOException {
    JsonNode expected = new ObjectMapper().readTree(golden.toFile());
    assertThat(expected.get("modelSha256").asText())
        .isEqualTo(manifest.network("torchscript").sha256());
    return expected;
  }

  private static void assertRows(List<float[]> rows, JsonNode expected, float tolerance) {
    assertThat(rows).hasSize(expected.size());
    for (int row = 0; row < rows.size(); row++) {
      assertThat(rows.get(row)).containsExactly(row(expected, row), within(tolerance));
    }
  }

  private static float[] row(JsonNode rows, int row) {
    float[] values = new float[rows.get(row).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.get(row).get(i).asDouble();
    }
    return values;
  }

  /** The formula stands in the golden file. */
  private Snippets goldenInput() {
    byte[][] logMels = new byte[3][bands * frames];
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < bands; i++) {
        for (int j = 0; j < frames; j++) {
          logMels[b][i * frames + j] = (byte) ((37 * b + 11 * i + 5 * j + (i * j) % 17) % 256);
        }
      }
    }
    return snippets(logMels);
  }

  @Test
  void scoresASnippetAlikeAloneAndAmongOthers() {
    byte[][] noise = new byte[70][bands * frames];
    Random random = new Random(7);
    for (byte[] snippet : noise) {
      random.nextBytes(snippet);
    }

    SnippetScores together = scorer.score(snippets(noise));

    assertThat(together.scores()).hasSize(70);
    for (int i : new int[] {0, 31, 32, 69}) {
      SnippetScores alone = scorer.score(snippets(new byte[][] {noise[i]}));
      assertThat(together.scores().get(i))
          .containsExactly(alone.scores().getFirst(), within(1e-3f));
    }
  }

  @Test
  void scoresNothingWhenThereIsNothing() {
    assertThat(scorer.score(snippets(new byte[0][])).scores()).isEmpty();
  }

  @Test
  void givesTheSizesThatTheManifestPromises() {
    SnippetScores answer = scorer.score(snippets(new byte[1][bands * frames]));

    assertThat(answer.scores().getFirst()).hasSize(manifest.genres().size());
    assertThat(answer.embeddings().getFirst()).hasSize(manifest.embeddingSize());
  }

  @Test
  void refusesANetworkThatIsNotTheOneOfTheManifest(@TempDir Path other) throws IOException {
    Path network = other.resolve(manifest.network("onnx").path());
    Files.createDirectories(network.getParent());
    Files.writeString(network, "cut short");
    assertThatThrownBy(() -> DjlScorer.load(other, manifest))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining("SHA-256");
  }

  private Snippets snippets(byte[][] logMels) {
    return new Snippets(logMels, new double[logMels.length], 3, bands, frames);
  }
}
