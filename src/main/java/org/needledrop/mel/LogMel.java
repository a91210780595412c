package org.needledrop.mel;

/** The log-mel spectrogram of a whole track, relative to its loudest cell. */
public final class LogMel {
  /** -80 dB below full scale: above the dither of 16-bit audio, below any music. */
  private static final double SILENT_AMPLITUDE = 1e-4;

  private final MelSettings settings;
  private final FrameStore store;
  private final double amplitude;

  /**
   * @param amplitude half the difference of the track's highest and lowest sample
   */
  LogMel(MelSettings settings, FrameStore store, double amplitude) {
    this.settings = settings;
    this.store = store;
    this.amplitude = amplitude;
  }

  MelSettings settings() {
    return settings;
  }

  public int bands() {
    return store.bands();
  }

  public int frames() {
    return store.frames();
  }

  /** Returns whether the track, apart from a DC offset, is below -80 dBFS. */
  public boolean silent() {
    return amplitude < SILENT_AMPLITUDE;
  }

  /** Returns the standard deviation over all frames in dB, averaged over the bands. */
  public double variationDb() {
    double[] sums = new double[bands()];
    double[] squares = new double[bands()];
    for (int frame = 0; frame < frames(); frame++) {
      for (int band = 0; band < bands(); band++) {
        double db = db(band, frame);
        sums[band] += db;
        squares[band] += db * db;
      }
    }
    double deviations = 0;
    for (int band = 0; band < bands(); band++) {
      double mean = sums[band] / frames();
      deviations += Math.sqrt(Math.max(0, squares[band] / frames() - mean * mean));
    }
    return deviations / bands();
  }

  /** Returns the level, from {@code dbFloor} to 0, the loudest cell of the track. */
  float db(int band, int frame) {
    float relative = store.db(band, frame) - store.loudest();
    return Math.max(relative, (float) settings.dbFloor());
  }

  /**
   * Returns the level as unsigned byte: 0 is {@code dbFloor}, {@code quantisationLevels} is 0 dB.
   */
  public byte quantised(int band, int frame) {
    double floor = settings.dbFloor();
    double part = (db(band, frame) - floor) / -floor;
    return (byte) Math.round(part * settings.quantisationLevels());
  }
}
