package org.needledrop.scoring;

import java.util.List;

/**
 * Calibration of predicted probabilities.
 *
 * @param confidence probability of the predicted genre, 0..1
 * @param right whether the prediction is correct
 */
public record Calibration(float confidence, boolean right) {

  private static final int BINS = 10;

  /**
   * Returns the expected calibration error in ten equal bins (Guo et al. 2017, "On Calibration of
   * Modern Neural Networks", equation 3).
   *
   * @param named at least one prediction
   */
  public static double error(List<Calibration> named) {
    double[] gaps = new double[BINS];
    for (Calibration one : named) {
      int bin = Math.min(BINS - 1, (int) (one.confidence * BINS));
      gaps[bin] += (one.right ? 1 : 0) - one.confidence;
    }
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum / named.size();
  }
}
