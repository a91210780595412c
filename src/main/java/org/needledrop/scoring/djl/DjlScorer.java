package org.needledrop.scoring.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.HeadScorer;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/**
 * Scores on this machine's processor with DJL and libtorch. Each call runs on one core; run several
 * tracks side by side to use them all.
 */
public final class DjlScorer implements Scorer {

  /** Snippets in one forward pass: more gain nothing on a processor, and cost memory. */
  private static final int BATCH = 8;

  private final Model model;
  private final SnippetTranslator translator = new SnippetTranslator();

  private DjlScorer(Model model) {
    this.model = model;
  }

  /**
   * Loads a model, with the head that its manifest names, if any.
   *
   * @throws UncheckedIOException as {@link #load}
   */
  public static Scorer loadWithHead(Path modelFolder, ModelManifest manifest) {
    Scorer network = load(modelFolder, manifest);
    return manifest
        .head()
        .<Scorer>map(file -> new HeadScorer(network, head(modelFolder, file)))
        .orElse(network);
  }

  private static LinearHead head(Path modelFolder, ModelManifest.NetworkFile file) {
    Path path = modelFolder.resolve(file.path());
    NetworkDigest.check(path, file.sha256());
    return LinearHead.read(path);
  }

  /**
   * Loads a model's network, in bf16 where the processor gains by it.
   *
   * @throws UncheckedIOException when a file is missing, damaged or no TorchScript
   */
  public static DjlScorer load(Path modelFolder, ModelManifest manifest) {
    return load(modelFolder, manifest, fastest(manifest));
  }

  static DjlScorer load(Path modelFolder, ModelManifest manifest, ModelManifest.NetworkFile file) {
    Path network = modelFolder.resolve(file.path());
    LibTorch.useOneThreadPerCall();
    NetworkDigest.check(network, file.sha256());
    Model model = Model.newInstance(manifest.name(), Device.cpu(), "PyTorch");
    try {
      model.load(network.toAbsolutePath().getParent(), network.getFileName().toString());
      return new DjlScorer(model);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new UncheckedIOException(network + ": not a usable network", asIoException(e));
    }
  }

  private static ModelManifest.NetworkFile fastest(ModelManifest manifest) {
    boolean bf16 = manifest.files().containsKey("bf16") && CpuFeatures.multipliesBf16();
    return manifest.files().get(bf16 ? "bf16" : "fp32");
  }

  private static IOException asIoException(Exception e) {
    return e instanceof IOException io ? io : new IOException(e);
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    List<float[]> scores = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    try (Predictor<Snippets, SnippetScores> predictor = model.newPredictor(translator)) {
      for (Snippets batch : snippets.batches(BATCH)) {
        SnippetScores answer = predictor.predict(batch);
        scores.addAll(answer.scores());
        embeddings.addAll(answer.embeddings());
      }
    } catch (TranslateException e) {
      throw new IllegalStateException("scoring failed inside libtorch: " + e.getMessage(), e);
    }
    return new SnippetScores(scores, embeddings);
  }

  @Override
  public void close() {
    model.close();
  }
}
