package org.needledrop.mel;

/** The log-mel spectrogram straight from its definition, slow and dense; Slaney scale and norm. */
final class Textbook {
  private Textbook() {}

  /** {@code float[bands * frames]}, band after band, in dB below the loudest. */
  static float[] logMel(MelSettings settings, float[] samples) {
    int frames = 1 + samples.length / settings.hopLength();
    double[] power = new double[settings.melBands() * frames];
    double loudest = 0;
    for (int band = 0; band < settings.melBands(); band++) {
      for (int frame = 0; frame < frames; frame++) {
        double cell = 0;
        for (int bin = 0; bin <= settings.nFft() / 2; bin++) {
          double hz = (double) bin * settings.sampleRateHz() / settings.nFft();
          cell += weight(settings, band, hz) * power(settings, samples, frame, bin);
        }
        power[band * frames + frame] = cell;
        loudest = Math.max(loudest, cell);
      }
    }
    return decibels(power, loudest);
  }

  /** |sum over n of x[n] w[n] exp(-2 pi i k n / N)|^2, the frame centred on its hop. */
  private static double power(MelSettings settings, float[] samples, int frame, int bin) {
    int size = settings.nFft();
    double real = 0;
    double imaginary = 0;
    for (int n = 0; n < size; n++) {
      int at = frame * settings.hopLength() - size / 2 + n;
      double sample = at < 0 || at >= samples.length ? 0 : samples[at];
      double windowed = sample * Math.pow(Math.sin(Math.PI * n / size), 2);
      real += windowed * Math.cos(2 * Math.PI * bin * n / size);
      imaginary -= windowed * Math.sin(2 * Math.PI * bin * n / size);
    }
    return real * real + imaginary * imaginary;
  }

  private static double weight(MelSettings settings, int band, double hz) {
    double low = edge(settings, band);
    double peak = edge(settings, band + 1);
    double high = edge(settings, band + 2);
    double triangle = hz < peak ? (hz - low) / (peak - low) : (high - hz) / (high - peak);
    return Math.max(0, triangle) * 2 / (high - low);
  }

  /** Edge {@code i} of {@code melBands + 2}, in Hz. */
  private static double edge(MelSettings settings, int i) {
    double low = mel(settings.minFrequencyHz());
    double high = mel(settings.maxFrequencyHz());
    double mel = low + (high - low) * i / (settings.melBands() + 1);
    return mel < 15 ? mel * 200 / 3 : 1000 * Math.pow(6.4, (mel - 15) / 27);
  }

  private static double mel(double hz) {
    return hz < 1000 ? hz * 3 / 200 : 15 + 27 * Math.log(hz / 1000) / Math.log(6.4);
  }

  private static float[] decibels(double[] power, double loudest) {
    float[] decibels = new float[power.length];
    for (int i = 0; i < power.length; i++) {
      decibels[i] = (float) Math.max(-80, 10 * Math.log10(power[i] / loudest));
    }
    return decibels;
  }
}
