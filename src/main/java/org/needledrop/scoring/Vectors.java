package org.needledrop.scoring;

import java.util.List;

/** Mean of vectors. */
final class Vectors {

  private Vectors() {}

  /**
   * @param vectors at least one, all of the same length
   */
  static float[] of(List<float[]> vectors) {
    double[] sums = new double[vectors.getFirst().length];
    for (float[] vector : vectors) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += vector[i];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / vectors.size());
    }
    return means;
  }
}
