package org.needledrop.scoring.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.HeadScorer;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.NetworkDigest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/**
 * Scores with plain ONNX Runtime on one core. For functions, as DJL, which the command line uses,
 * has a longer start-up.
 *
 * <p>Reads {@code log_mel} UINT8 {@code [batch, bands, frames]}; the network gives {@code scores}
 * FP32 {@code [batch, genres]} and {@code embedding} FP32 {@code [batch, embeddingSize]}.
 */
public final class OnnxScorer implements Scorer {

  private static final String FORMAT = "onnx";

  /** Snippets per run; more cost memory without benefit. */
  private static final int BATCH = 8;

  private final OrtSession session;

  private OnnxScorer(OrtSession session) {
    this.session = session;
  }

  /**
   * Loads a model's network, with the head of its manifest, if any.
   *
   * @param libraries folder of ONNX Runtime's native libraries; only the first one per process is
   *     used
   * @throws UncheckedIOException if a file is missing, damaged or not a network
   */
  public static Scorer load(Path modelFolder, ModelManifest manifest, Path libraries) {
    ModelManifest.NetworkFile file = manifest.network(FORMAT);
    Path network = modelFolder.resolve(file.path());
    NetworkDigest.check(network, file.sha256());
    System.setProperty("onnxruntime.native.path", libraries.toAbsolutePath().toString());
    Scorer scorer = new OnnxScorer(open(network));
    return manifest
        .head()
        .<Scorer>map(head -> new HeadScorer(scorer, LinearHead.read(modelFolder, head)))
        .orElse(scorer);
  }

  private static OrtSession open(Path network) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(network.toString(), options);
    } catch (OrtException e) {
      throw new UncheckedIOException("cannot load the network " + network, new IOException(e));
    }
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    List<float[]> scores = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    for (Snippets batch : snippets.batches(BATCH)) {
      run(batch, scores, embeddings);
    }
    return new SnippetScores(scores, embeddings);
  }

  private void run(Snippets batch, List<float[]> scores, List<float[]> embeddings) {
    try (OnnxTensor logMel = tensor(batch);
        OrtSession.Result outputs = session.run(Map.of("log_mel", logMel))) {
      scores.addAll(rows(outputs, "scores"));
      embeddings.addAll(rows(outputs, "embedding"));
    } catch (OrtException e) {
      throw new IllegalStateException("the network failed: " + e.getMessage(), e);
    }
  }

  private static OnnxTensor tensor(Snippets batch) throws OrtException {
    int snippetSize = batch.bands() * batch.frames();
    ByteBuffer cells = ByteBuffer.allocateDirect(batch.count() * snippetSize);
    for (byte[] logMel : batch.logMels()) {
      cells.put(logMel);
    }
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        cells.flip(),
        new long[] {batch.count(), batch.bands(), batch.frames()},
        OnnxJavaType.UINT8);
  }

  private static List<float[]> rows(OrtSession.Result outputs, String name) throws OrtException {
    return List.of((float[][]) outputs.get(name).orElseThrow().getValue());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
