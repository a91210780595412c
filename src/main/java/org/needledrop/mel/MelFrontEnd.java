package org.needledrop.mel;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The parts shared by all tracks: window, filter bank and FFT tables, created once per model.
 * Thread-safe.
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

  MelSettings settings() {
    return settings;
  }

  /** Returns an empty spectrogram for one track. */
  public MelSpectrogram newSpectrogram() {
    return new MelSpectrogram(settings, filterBank, new PowerSpectrum(fft, window));
  }
}
