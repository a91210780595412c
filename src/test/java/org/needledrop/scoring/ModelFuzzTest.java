package org.needledrop.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.fuzzing.FuzzedFile;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest.Decision;

/** The files of a model: they say all that is needed, or are refused by name. */
class ModelFuzzTest {
  private static final FuzzedFile HEAD = FuzzedFile.named("head.json");

  @DictionaryEntries({
    "\"genres\"",
    "\"mel\"",
    "\"snippet\"",
    "\"frames\"",
    "\"seconds\"",
    "\"files\""
  })
  @DictionaryEntries({
    "\"embeddingSize\"",
    "\"decision\"",
    "\"temperature\"",
    "\"head\"",
    "\"base\""
  })
  @DictionaryEntries({"\"minConfidence\"", "\"minConfidenceByGenre\"", "\"maxSquaredDistance\""})
  @DictionaryEntries({"\"onnx\"", "\"path\"", "\"sha256\"", "\"sum\"", "\"logits\"", "null"})
  @FuzzTest
  void manifest(byte[] json) {
    ModelManifest manifest;
    try {
      manifest = ModelManifest.read(new ByteArrayInputStream(json), "manifest of a test");
    } catch (UncheckedIOException e) {
      assertThat(e.getMessage()).startsWith("invalid model manifest manifest of a test: ");
      return;
    }
    assertUsable(manifest);
  }

  private static void assertUsable(ModelManifest manifest) {
    assertThat(manifest.name()).isNotNull();
    assertThat(manifest.version()).isNotNull();
    assertThat(manifest.genres()).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
    assertThat(manifest.files().values()).extracting(file -> Path.of(file.path())).isNotEmpty();
    assertThat(manifest.embeddingSize()).isPositive();
    Snippets none = manifest.snippets(new byte[0][]);
    assertThat(none.snippetSeconds()).isPositive();
    Decision decision = manifest.decision();
    assertThat(decision.minConfidence(manifest.genres().getFirst())).isBetween(0.0, 1.0);
    float[] logits = new float[manifest.genres().size()];
    assertThat(decision.sum().probabilities(List.of(logits), decision.temperature()))
        .hasSameSizeAs(logits)
        .doesNotContain(Float.NaN);
  }

  @DictionaryEntries({"\"weights\"", "\"bias\"", "[[", "]]", "null", "NaN"})
  @FuzzTest
  void head(byte[] json) throws IOException {
    Path file = HEAD.holding(json);
    LinearHead head;
    try {
      head = LinearHead.read(file.getParent(), named(file, json));
    } catch (UncheckedIOException e) {
      assertThat(e.getMessage()).startsWith("invalid head " + file + ": ");
      return;
    }
    if (head.bias().length > 0) {
      assertThat(head.scores(new float[head.weights()[0].length])).hasSameSizeAs(head.bias());
    }
  }

  private static ModelManifest.NetworkFile named(Path file, byte[] json) {
    return new ModelManifest.NetworkFile(
        file.getFileName().toString(), Sha256.of(ByteBuffer.wrap(json)));
  }
}
