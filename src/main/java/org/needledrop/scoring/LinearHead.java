package org.needledrop.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A last layer other than the network's own: scores from its embedding.
 *
 * @param weights {@code float[genres][embeddingSize]}
 * @param bias {@code float[genres]}
 */
public record LinearHead(float[][] weights, float[] bias) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public LinearHead {
    if (weights.length != bias.length) {
      throw new IllegalArgumentException("every genre needs its weights and its bias");
    }
  }

  /**
   * Reads the head of a model, which {@link #json} gave.
   *
   * @throws UncheckedIOException when the file cannot be read, is none or is another than the
   *     manifest's
   */
  public static LinearHead read(Path modelFolder, ModelManifest.NetworkFile head) {
    Path file = modelFolder.resolve(head.path());
    NetworkDigest.check(file, head.sha256());
    try {
      return JSON.readValue(file.toFile(), LinearHead.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": not a usable head: " + e.getMessage(), e);
    }
  }

  /** To be written into a file. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Logits, {@code float[genres]}. */
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
