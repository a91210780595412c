package org.needledrop.mel;

import java.util.Arrays;
import org.needledrop.audio.PcmSink;

/**
 * Computes the log-mel spectrogram of one track incrementally. Not thread-safe. Equal to {@code
 * librosa.feature.melspectrogram} and {@code power_to_db} with {@code pad_mode="constant"}, {@code
 * ref=np.max}.
 */
public final class MelSpectrogram implements PcmSink {
  /** Minimum power: {@code amin} of {@code librosa.power_to_db}. */
  private static final double LEAST_POWER = 1e-10;

  private static final int BLOCK = 16_384;

  private final MelSettings settings;
  private final MelFilterBank filterBank;
  private final PowerSpectrum powerSpectrum;
  private final double[] bands;
  private final FrameStore frames;
  private final double dbPerLog;
  private final double leastBand;

  /** Buffer: samples from {@code start} to {@code end} wait for a full frame. */
  private final float[] waiting;

  private int start;
  private int end;
  private float highest = Float.NEGATIVE_INFINITY;
  private float lowest = Float.POSITIVE_INFINITY;

  MelSpectrogram(MelSettings settings, MelFilterBank filterBank, PowerSpectrum powerSpectrum) {
    this.settings = settings;
    this.filterBank = filterBank;
    this.powerSpectrum = powerSpectrum;
    bands = new double[settings.melBands()];
    frames = new FrameStore(settings.melBands());
    dbPerLog = 20 / settings.power() / Math.log(10);
    leastBand = Math.pow(LEAST_POWER, settings.power() / 2);
    waiting = new float[settings.nFft() + BLOCK];
    end = settings.centred() ? settings.nFft() / 2 : 0;
  }

  /** Samples that are not finite count as 0. */
  @Override
  public void accept(float[] samples, int count) {
    for (int done = 0; done < count; ) {
      int step = Math.min(count - done, waiting.length - end);
      copy(samples, done, step);
      done += step;
      transformWaiting();
    }
  }

  /** Returns the spectrogram of all samples. Call once, after the last block. */
  public LogMel finish() {
    if (settings.centred()) {
      Arrays.fill(waiting, end, end + settings.nFft() / 2, 0);
      end += settings.nFft() / 2;
      transformWaiting();
    }
    return new LogMel(settings, frames, (highest - lowest) / 2);
  }

  private void copy(float[] samples, int from, int count) {
    float high = highest;
    float low = lowest;
    for (int i = 0; i < count; i++) {
      float sample = samples[from + i];
      float finite = Math.abs(sample) <= Float.MAX_VALUE ? sample : 0;
      waiting[end + i] = finite;
      // Comparisons are twice as fast here as Math.max and Math.min.
      if (finite > high) {
        high = finite;
      }
      if (finite < low) {
        low = finite;
      }
    }
    highest = high;
    lowest = low;
    end += count;
  }

  private void transformWaiting() {
    while (end - start >= settings.nFft()) {
      addFrame(powerSpectrum.of(waiting, start));
      start += settings.hopLength();
    }
    // hopLength <= nFft, so that start <= end holds here.
    System.arraycopy(waiting, start, waiting, 0, end - start);
    end -= start;
    start = 0;
  }

  private void addFrame(double[] spectrum) {
    if (settings.power() == 1) {
      for (int bin = 0; bin < spectrum.length; bin++) {
        spectrum[bin] = Math.sqrt(spectrum[bin]);
      }
    }
    filterBank.apply(spectrum, bands);
    for (int band = 0; band < bands.length; band++) {
      bands[band] = dbPerLog * Math.log(Math.max(leastBand, bands[band]));
    }
    frames.add(bands);
  }
}
