package org.needledrop.mel;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * What all tracks share: the window, the filter bank and the tables of the Fourier transform, made
 * once for a model's settings. Safe to share between threads.
 */
public final class MelFrontEnd {
  private final MelSettings settings;
  private final MelFilterBank filterBank;
  private final double[] window;
  private final DoubleFFT_1D fft;

  public MelFrontEnd(MelSettings settings) {
    this.settings = settings;
    filterBank = new MelFilterBank(settings);
    window = Window.hann(settings.nFft());
    fft = new DoubleFFT_1D(settings.nFft());
  }

  public MelSettings settings() {
    return settings;
  }

  /** An empty spectrogram for one track. */
  public MelSpectrogram newSpectrogram() {
    return new MelSpectrogram(settings, filterBank, new PowerSpectrum(fft, window));
  }
}
