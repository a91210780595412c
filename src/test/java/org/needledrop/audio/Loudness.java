package org.needledrop.audio;

/** Measures how loud a tone is. */
final class Loudness implements PcmSink {
  private double sum;
  private long count;

  @Override
  public void accept(float[] samples, int added) {
    for (int i = 0; i < added; i++) {
      sum += samples[i] * samples[i];
    }
    count += added;
  }

  /** Returns the amplitude of a sine of this energy. */
  double peakOfASine() {
    return Math.sqrt(2 * sum / count);
  }
}
