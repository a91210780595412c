package org.needledrop.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.needledrop.inference.Datatype;
import org.needledrop.inference.InferRequest;
import org.needledrop.inference.InferResponse;
import org.needledrop.inference.ProtocolException;
import org.needledrop.inference.Tensor;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.SnippetScores;

/** Converts snippets and scores from and to the tensors in {@code config.pbtxt}. */
final class ModelTensors {

  static final String LOG_MEL = "log_mel";
  static final String SCORES = "scores__0";
  static final String EMBEDDING = "embedding__1";

  private ModelTensors() {}

  /**
   * Returns the snippets of a request, {@code byte[n][bands * frames]}.
   *
   * @throws ProtocolException if the tensors do not match the model's inputs
   */
  static byte[][] logMels(InferRequest request, ModelManifest model) {
    if (request.inputs().size() != 1 || !request.inputs().getFirst().name().equals(LOG_MEL)) {
      throw new ProtocolException("%s expects one input, %s".formatted(model.name(), LOG_MEL));
    }
    for (String output : request.wanted().keySet()) {
      if (!output.equals(SCORES) && !output.equals(EMBEDDING)) {
        throw new ProtocolException("%s has no output %s".formatted(model.name(), output));
      }
    }
    Tensor input = request.inputs().getFirst();
    List<Integer> shape = input.shape();
    int bands = model.mel().melBands();
    int frames = model.snippet().frames();
    if (input.datatype() != Datatype.UINT8
        || shape.size() != 3
        || shape.getFirst() < 1
        || !shape.subList(1, 3).equals(List.of(bands, frames))) {
      throw new ProtocolException(
          "%s must be UINT8 [at least 1, %d, %d], not %s %s"
              .formatted(LOG_MEL, bands, frames, input.datatype(), shape));
    }
    byte[][] logMels = new byte[shape.getFirst()][];
    for (int i = 0; i < logMels.length; i++) {
      logMels[i] =
          Arrays.copyOfRange(input.content(), i * bands * frames, (i + 1) * bands * frames);
    }
    return logMels;
  }

  static InferResponse response(InferRequest request, ModelManifest model, SnippetScores scores) {
    return new InferResponse(
        model.name(),
        model.version(),
        request.id(),
        List.of(tensor(SCORES, scores.scores()), tensor(EMBEDDING, scores.embeddings())));
  }

  private static Tensor tensor(String name, List<float[]> rows) {
    int columns = rows.getFirst().length;
    ByteBuffer content =
        ByteBuffer.allocate(rows.size() * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        content.putFloat(value);
      }
    }
    return new Tensor(name, Datatype.FP32, List.of(rows.size(), columns), content.array());
  }
}
