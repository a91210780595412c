package org.needledrop.mel;

/** Window functions. */
final class Window {
  private Window() {}

  /**
   * Returns a periodic Hann window, as {@code scipy.signal.get_window("hann", n)}: {@code
   * double[n]}.
   */
  static double[] hann(int n) {
    double[] window = new double[n];
    for (int i = 0; i < n; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
    }
    return window;
  }
}
