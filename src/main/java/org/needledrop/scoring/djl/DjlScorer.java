package org.needledrop.scoring.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.HeadScorer;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.NetworkDigest;
import org.needledrop.scoring.OutOfDeviceMemory;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/**
 * Scores with DJL and libtorch on a device of this machine. On the processor each call runs on one
 * core; run several tracks side by side to use them all.
 */
public final class DjlScorer implements Scorer {

  private static final String ENGINE = "PyTorch";

  /** Snippets in one forward pass: more gain nothing on a processor, and cost memory. */
  private static final int BATCH = 8;

  /** A GPU takes all that it is given; its memory is the limit. */
  private static final int GPU_BATCH = 4096;

  private final Model model;
  private final int batchSize;

  /** Those that nobody uses; making one for each call would leave each to the finalizer. */
  private final Queue<Predictor<Snippets, SnippetScores>> predictors =
      new ConcurrentLinkedQueue<>();

  private DjlScorer(Model model, int batchSize) {
    this.model = model;
    this.batchSize = batchSize;
  }

  /**
   * What loads a scorer for each part of this machine that can score beside the others: every CUDA
   * device, else every core of the processor.
   */
  public static List<Supplier<Scorer>> forEachDevice(Path modelFolder, ModelManifest manifest) {
    LibTorch.prepare();
    int gpus = Engine.getEngine(ENGINE).getGpuCount();
    List<Device> devices =
        gpus > 0
            ? IntStream.range(0, gpus).mapToObj(Device::gpu).toList()
            : Collections.nCopies(Runtime.getRuntime().availableProcessors(), Device.cpu());
    return devices.stream()
        .<Supplier<Scorer>>map(device -> () -> loadWithHead(modelFolder, manifest, device))
        .toList();
  }

  /**
   * Loads a model, with the head that its manifest names, if any.
   *
   * @throws UncheckedIOException as {@link #load}
   */
  public static Scorer loadWithHead(Path modelFolder, ModelManifest manifest) {
    return loadWithHead(modelFolder, manifest, Device.cpu());
  }

  private static Scorer loadWithHead(Path modelFolder, ModelManifest manifest, Device device) {
    Scorer network = load(modelFolder, manifest.files().get(format(manifest, device)), device);
    return manifest
        .head()
        .<Scorer>map(file -> new HeadScorer(network, LinearHead.read(modelFolder, file)))
        .orElse(network);
  }

  /**
   * Loads a model's network, in bf16 where the processor gains by it.
   *
   * @throws UncheckedIOException when a file is missing, damaged or no TorchScript
   */
  public static DjlScorer load(Path modelFolder, ModelManifest manifest) {
    return load(modelFolder, manifest.files().get(format(manifest, Device.cpu())), Device.cpu());
  }

  static DjlScorer load(Path modelFolder, ModelManifest.NetworkFile file, Device device) {
    Path network = modelFolder.resolve(file.path());
    LibTorch.prepare();
    NetworkDigest.check(network, file.sha256());
    Model model = Model.newInstance(file.path(), device, ENGINE);
    try {
      model.load(network.toAbsolutePath().getParent(), network.getFileName().toString());
      return new DjlScorer(model, device.isGpu() ? GPU_BATCH : BATCH);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new UncheckedIOException(network + ": not a usable network", asIoException(e));
    }
  }

  /** The faster one there. */
  private static String format(ModelManifest manifest, Device device) {
    boolean bf16 =
        !device.isGpu() && manifest.files().containsKey("bf16") && CpuFeatures.multipliesBf16();
    return bf16 ? "bf16" : "fp32";
  }

  private static IOException asIoException(Exception e) {
    return e instanceof IOException io ? io : new IOException(e);
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
          : new IllegalStateException("scoring failed inside libtorch: " + e.getMessage(), e);
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
