package org.needledrop.scoring.remote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.inference.Datatype;
import org.needledrop.inference.InferResponse;
import org.needledrop.inference.ProtocolException;
import org.needledrop.inference.Tensor;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.SnippetScores;

/** Converts snippets to a tensor and tensors to scores. */
final class SnippetTensors {

  /** Maximum bytes of a number in JSON; a raw one has 4. */
  private static final int LONGEST_NUMBER = 64;

  /** Maximum bytes of the rest of a response: names, shapes and so on. */
  private static final int LONGEST_REST = 1 << 20;

  private SnippetTensors() {}

  static Tensor logMel(Snippets snippets) {
    ByteBuffer content =
        ByteBuffer.allocate(snippets.count() * snippets.bands() * snippets.frames());
    for (byte[] logMel : snippets.logMels()) {
      content.put(logMel);
    }
    List<Integer> shape = List.of(snippets.count(), snippets.bands(), snippets.frames());
    return new Tensor("log_mel", Datatype.UINT8, shape, content.array());
  }

  /** Returns the maximum bytes of a response. */
  static int longestAnswer(int count, ModelManifest model) {
    int numbers = model.genres().size() + model.embeddingSize();
    return Math.toIntExact(LONGEST_REST + (long) count * numbers * LONGEST_NUMBER);
  }

  /**
   * @throws ProtocolException if the outputs do not match the number of snippets and the model, or
   *     are not finite
   */
  static SnippetScores scores(InferResponse answer, int count, ModelManifest model) {
    return new SnippetScores(
        rows(answer.output("scores"), count, model.genres().size()),
        rows(answer.output("embedding"), count, model.embeddingSize()));
  }

  private static List<float[]> rows(Tensor tensor, int count, int columns) {
    if (tensor.datatype() != Datatype.FP32 || !tensor.shape().equals(List.of(count, columns))) {
      throw new ProtocolException(
          "output %s: expected FP32 [%d, %d], not %s %s"
              .formatted(tensor.name(), count, columns, tensor.datatype(), tensor.shape()));
    }
    ByteBuffer content = ByteBuffer.wrap(tensor.content()).order(ByteOrder.LITTLE_ENDIAN);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[columns];
      content.asFloatBuffer().get(row);
      content.position(content.position() + columns * Float.BYTES);
      requireFinite(row, tensor.name());
      rows.add(row);
    }
    return rows;
  }

  private static void requireFinite(float[] row, String output) {
    for (float number : row) {
      if (!Float.isFinite(number)) {
        throw new ProtocolException(
            "output %s: expected finite numbers, not %s".formatted(output, number));
      }
    }
  }
}
