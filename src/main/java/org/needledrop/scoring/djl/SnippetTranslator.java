package org.needledrop.scoring.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.SnippetScores;

/**
 * Converts snippets to tensors and tensors to scores: {@code log_mel} UINT8 {@code [batch, bands,
 * frames]} in, {@code scores} FP32 {@code [batch, genres]} and {@code embedding} FP32 {@code
 * [batch, embeddingSize]} out. Not thread-safe: it reuses its off-heap buffer, which only the
 * garbage collector would free.
 */
final class SnippetTranslator implements NoBatchifyTranslator<Snippets, SnippetScores> {

  private ByteBuffer cells = ByteBuffer.allocateDirect(0);

  @Override
  public NDList processInput(TranslatorContext context, Snippets snippets) {
    int snippetSize = snippets.bands() * snippets.frames();
    int size = snippets.logMels().length * snippetSize;
    if (cells.capacity() < size) {
      cells = ByteBuffer.allocateDirect(size);
    }
    cells.clear();
    for (byte[] logMel : snippets.logMels()) {
      cells.put(logMel);
    }
    Shape shape = new Shape(snippets.logMels().length, snippets.bands(), snippets.frames());
    return new NDList(context.getNDManager().create(cells.flip(), shape, DataType.UINT8));
  }

  @Override
  public SnippetScores processOutput(TranslatorContext context, NDList outputs) {
    return new SnippetScores(rows(outputs.get(0)), rows(outputs.get(1)));
  }

  private static List<float[]> rows(NDArray matrix) {
    int columns = (int) matrix.getShape().get(1);
    float[] cells = matrix.toFloatArray();
    List<float[]> rows = new ArrayList<>();
    for (int start = 0; start < cells.length; start += columns) {
      rows.add(Arrays.copyOfRange(cells, start, start + columns));
    }
    return rows;
  }
}
