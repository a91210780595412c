package org.needledrop.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.needledrop.json.JsonMappers;

/**
 * A linear layer that computes scores from embeddings, instead of the network's own last layer.
 *
 * @param weights {@code float[genres][embeddingSize]}
 * @param bias {@code float[genres]}
 */
public record LinearHead(float[][] weights, float[] bias) {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  public LinearHead {
    if (weights == null || bias == null || weights.length != bias.length || bias.length == 0) {
      throw new IllegalArgumentException(
          "the head needs one row of weights and one bias per genre");
    }
    for (float[] row : weights) {
      if (row == null || row.length != weights[0].length) {
        throw new IllegalArgumentException("all rows of weights must have the same length");
      }
    }
  }

  /**
   * Reads the head of a model, written with {@link #json}.
   *
   * @throws UncheckedIOException if the file cannot be read, is invalid, or differs from the
   *     manifest's hash
   */
  public static LinearHead read(Path modelFolder, ModelManifest.NetworkFile head) {
    Path file = modelFolder.resolve(head.path());
    NetworkDigest.check(file, head.sha256());
    try {
      LinearHead layer = JSON.readValue(file.toFile(), LinearHead.class);
      if (layer == null) {
        throw new IOException("the file contains null");
      }
      return layer;
    } catch (IOException e) {
      throw new UncheckedIOException("invalid head " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the size of the embedding. */
  int inputs() {
    return weights[0].length;
  }

  /** Returns the content of a head file. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the logits, {@code float[genres]}. */
  public float[] scores(float[] embedding) {
    float[] scores = new float[bias.length];
    for (int genre = 0; genre < scores.length; genre++) {
      double sum = bias[genre];
      for (int i = 0; i < embedding.length; i++) {
        sum += (double) weights[genre][i] * embedding[i];
      }
      scores[genre] = (float) sum;
    }
    return scores;
  }
}
