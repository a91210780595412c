package org.needledrop.mel;

import org.jtransforms.fft.DoubleFFT_1D;

/** Computes the spectrum of a windowed frame in reused buffers. Not thread-safe. */
final class PowerSpectrum {
  private final DoubleFFT_1D fft;
  private final double[] window;
  private final double[] frame;
  private final double[] spectrum;

  /**
   * @param fft FFT of {@code window.length} points; its tables may be shared
   */
  PowerSpectrum(DoubleFFT_1D fft, double[] window) {
    this.fft = fft;
    this.window = window;
    frame = new double[window.length];
    spectrum = new double[window.length / 2 + 1];
  }

  /**
   * Returns the squared magnitudes, {@code double[nFft / 2 + 1]}; the array is reused for the next
   * frame.
   *
   * @param samples array that contains the frame of {@code window.length} samples
   * @param offset start of the frame
   */
  double[] of(float[] samples, int offset) {
    for (int i = 0; i < frame.length; i++) {
      frame[i] = window[i] * samples[offset + i];
    }
    fft.realForward(frame);
    // JTransforms packs the real bins 0 and nFft / 2 into the first pair.
    int half = frame.length / 2;
    spectrum[0] = frame[0] * frame[0];
    spectrum[half] = frame[1] * frame[1];
    for (int bin = 1; bin < half; bin++) {
      double real = frame[2 * bin];
      double imaginary = frame[2 * bin + 1];
      spectrum[bin] = real * real + imaginary * imaginary;
    }
    return spectrum;
  }
}
