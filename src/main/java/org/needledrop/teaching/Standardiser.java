package org.needledrop.teaching;

import java.util.List;
import org.needledrop.scoring.LinearHead;

/** Standardises each dimension of the embeddings to mean 0 and deviation 1. */
final class Standardiser {

  private final double[] mean;
  private final double[] deviation;

  Standardiser(List<Example> examples) {
    int size = examples.getFirst().embedding().length;
    mean = new double[size];
    deviation = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double squares = 0;
      for (Example example : examples) {
        double value = example.embedding()[i];
        sum += value;
        squares += value * value;
      }
      mean[i] = sum / examples.size();
      double variance = squares / examples.size() - mean[i] * mean[i];
      // A constant dimension becomes 0.
      deviation[i] = variance > 1e-12 ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
    }
  }

  double[] of(float[] embedding) {
    double[] standardised = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      standardised[i] = (embedding[i] - mean[i]) / deviation[i];
    }
    return standardised;
  }

  /**
   * Converts parameters for standardised embeddings into a head for plain ones.
   *
   * @param parameters {@code [genres * (size + 1)]}, each genre's weights, then its bias
   */
  LinearHead head(double[] parameters, int genres) {
    int size = mean.length;
    float[][] weights = new float[genres][size];
    float[] bias = new float[genres];
    for (int genre = 0; genre < genres; genre++) {
      int start = genre * (size + 1);
      double shift = parameters[start + size];
      for (int i = 0; i < size; i++) {
        double weight = parameters[start + i] / deviation[i];
        weights[genre][i] = (float) weight;
        shift -= weight * mean[i];
      }
      bias[genre] = (float) shift;
    }
    return new LinearHead(weights, bias);
  }
}
