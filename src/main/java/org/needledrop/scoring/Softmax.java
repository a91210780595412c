package org.needledrop.scoring;

/**
 * Softmax with a temperature (Guo et al. 2017, "On Calibration of Modern Neural Networks", 4.2).
 */
public final class Softmax {

  private Softmax() {}

  /** Returns the probabilities for logits divided by {@code temperature}. */
  public static float[] of(float[] logits, double temperature) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp((logits[i] - max) / temperature);
      sum += powers[i];
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (powers[i] / sum);
    }
    return probabilities;
  }
}
