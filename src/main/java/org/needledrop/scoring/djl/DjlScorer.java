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
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.HeadScorer;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.NetworkDigest;
import org.needledrop.scoring.OutOfDeviceMemory;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/**
 * Scores with DJL on a local device. On a CPU each call runs on one core; process several tracks in
 * parallel to use all.
 */
public final class DjlScorer implements Scorer {

  /**
   * Options of ONNX Runtime and libtorch; for global ones see {@link EngineSettings}. Published
   * networks are frozen, so only {@code mapLocation} makes libtorch load their weights to the
   * device.
   */
  private static final Map<String, String> OPTIONS =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1", "mapLocation", "true");

  /** Snippets per forward pass on a CPU; more cost memory without benefit. */
  private static final int BATCH = 8;

  /** Snippets per forward pass on a GPU; limited by its memory. */
  private static final int GPU_BATCH = 4096;

  private final Model model;
  private final int batchSize;

  /** Pool of idle predictors, as one per call would leave its memory to the finalizer. */
  private final Queue<Predictor<Snippets, SnippetScores>> predictors =
      new ConcurrentLinkedQueue<>();

  private DjlScorer(Model model, int batchSize) {
    this.model = model;
    this.batchSize = batchSize;
  }

  /**
   * Returns a scorer loader for each device that can score in parallel.
   *
   * @throws IllegalStateException if there is no such device
   */
  public static List<Supplier<Scorer>> forEachDevice(
      Path modelFolder, ModelManifest manifest, ScoringDevice wanted) {
    return wanted.devices().stream()
        .<Supplier<Scorer>>map(device -> () -> loadWithHead(modelFolder, manifest, device))
        .toList();
  }

  /**
   * Loads a model on the CPU, with the head of its manifest, if any.
   *
   * @throws UncheckedIOException as {@link #load}
   */
  public static Scorer loadWithHead(Path modelFolder, ModelManifest manifest) {
    return loadWithHead(modelFolder, manifest, Device.cpu());
  }

  private static Scorer loadWithHead(Path modelFolder, ModelManifest manifest, Device device) {
    NetworkFormat format = device.isGpu() ? NetworkFormat.TORCHSCRIPT : NetworkFormat.ONNX;
    Scorer network = load(modelFolder, manifest, format, device);
    return manifest
        .head()
        .<Scorer>map(file -> new HeadScorer(network, LinearHead.read(modelFolder, file)))
        .orElse(network);
  }

  /**
   * Loads a model's network on the CPU, without a head.
   *
   * @throws UncheckedIOException if a file is missing, damaged or not a network
   */
  public static DjlScorer load(Path modelFolder, ModelManifest manifest) {
    return load(modelFolder, manifest, NetworkFormat.ONNX, Device.cpu());
  }

  static DjlScorer load(
      Path modelFolder, ModelManifest manifest, NetworkFormat format, Device device) {
    ModelManifest.NetworkFile file = manifest.network(format.key());
    Path network = modelFolder.resolve(file.path()).toAbsolutePath();
    NetworkDigest.check(network, file.sha256());
    Model model = Model.newInstance(file.path(), device, format.engine());
    try {
      model.load(network.getParent(), network.getFileName().toString(), OPTIONS);
      return new DjlScorer(model, device.isGpu() ? GPU_BATCH : BATCH);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new UncheckedIOException("cannot load the network " + network, asIoException(e));
    }
  }

  private static IOException asIoException(Exception e) {
    return e instanceof IOException io ? io : new IOException(e);
  }

  /** Returns the device of the loaded arrays. */
  @Override
  public String device() {
    return model.getNDManager().getDevice().isGpu() ? "cuda" : "cpu";
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    List<float[]> scores = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    Predictor<Snippets, SnippetScores> idle = predictors.poll();
    Predictor<Snippets, SnippetScores> predictor =
        idle == null ? model.newPredictor(new SnippetTranslator()) : idle;
    try {
      for (Snippets batch : snippets.batches(batchSize)) {
        SnippetScores answer = predictor.predict(batch);
        scores.addAll(answer.scores());
        embeddings.addAll(answer.embeddings());
      }
    } catch (TranslateException e) {
      predictor.close();
      throw String.valueOf(e.getMessage()).contains("out of memory")
          ? new OutOfDeviceMemory(e)
          : new IllegalStateException("the network failed: " + e.getMessage(), e);
    }
    predictors.add(predictor);
    return new SnippetScores(scores, embeddings);
  }

  @Override
  public void close() {
    predictors.forEach(Predictor::close);
    model.close();
  }
}
