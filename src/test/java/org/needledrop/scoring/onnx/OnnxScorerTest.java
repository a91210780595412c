package org.needledrop.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.djl.DjlScorer;

class OnnxScorerTest {

  private static final Path LIBRARIES = Path.of("target/native");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"genre-resnet-bigru", "genre-musicnn"})
  void givesWhatTheCommandLineGives(String name) {
    Path model = Path.of("models", name);
    ModelManifest manifest = ModelManifest.read(model);
    Snippets snippets = noise(manifest, 11);
    // DJL first: it wants to set up the runtime that both of them then use.
    try (Scorer djl = DjlScorer.loadWithHead(model, manifest);
        Scorer own = OnnxScorer.load(model, manifest, LIBRARIES)) {
      SnippetScores expected = djl.score(snippets);

      SnippetScores answer = own.score(snippets);

      assertThat(answer.scores()).containsExactlyElementsOf(expected.scores());
      assertThat(answer.embeddings()).containsExactlyElementsOf(expected.embeddings());
      assertThat(own.score(noise(manifest, 0)).scores()).isEmpty();
    }
  }

  @Test
  void refusesANetworkThatIsNotTheManifests() throws IOException {
    Path model = Path.of("models/genre-resnet-bigru");
    ModelManifest manifest = ModelManifest.read(model);
    Files.createDirectory(folder.resolve("1"));
    Files.writeString(folder.resolve("1/model.onnx"), "another");

    assertThatThrownBy(() -> OnnxScorer.load(folder, manifest, LIBRARIES))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("model.onnx");
  }

  private static Snippets noise(ModelManifest manifest, int count) {
    Random random = new Random(1);
    byte[][] logMels = new byte[count][manifest.mel().melBands() * manifest.snippet().frames()];
    for (byte[] logMel : logMels) {
      random.nextBytes(logMel);
    }
    return manifest.snippets(logMels);
  }
}
