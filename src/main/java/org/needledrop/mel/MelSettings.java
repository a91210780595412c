package org.needledrop.mel;

/**
 * Parameters of a model's log-mel spectrogram. The names follow librosa.
 *
 * @param sampleRateHz sample rate
 * @param nFft samples in a frame; even
 * @param hopLength samples between consecutive frames
 * @param window {@code hann}, the periodic one
 * @param centred whether frame {@code t} is centred at sample {@code t * hopLength}, with zero
 *     padding at both ends
 * @param melBands rows of the spectrogram, from low to high
 * @param minFrequencyHz lower edge of the lowest band
 * @param maxFrequencyHz upper edge of the highest band
 * @param power 2 for power, 1 for magnitude; decibels are 10 or 20 times the logarithm
 * @param dbReference {@code track-maximum}: 0 dB is the loudest cell of the track
 * @param dbFloor lower limit to which cells are clipped, in dB, such as -80
 * @param quantisationLevels value for 0 dB; 0 is the floor
 */
public record MelSettings(
    int sampleRateHz,
    int nFft,
    int hopLength,
    String window,
    boolean centred,
    int melBands,
    double minFrequencyHz,
    double maxFrequencyHz,
    MelScale scale,
    MelNorm norm,
    double power,
    String dbReference,
    double dbFloor,
    int quantisationLevels) {

  public MelSettings {
    require(sampleRateHz > 0, "sampleRateHz must be more than 0", sampleRateHz);
    require(nFft >= 4 && nFft % 2 == 0, "nFft must be even, 4 or more", nFft);
    require(hopLength >= 1 && hopLength <= nFft, "hopLength must be 1 to nFft", hopLength);
    require("hann".equals(window), "window must be hann", window);
    require(melBands >= 1, "melBands must be 1 or more", melBands);
    require(minFrequencyHz >= 0, "minFrequencyHz must be 0 or more", minFrequencyHz);
    require(
        maxFrequencyHz > minFrequencyHz && maxFrequencyHz <= sampleRateHz / 2.0,
        "maxFrequencyHz must be above minFrequencyHz, at most half of sampleRateHz",
        maxFrequencyHz);
    require(scale != null, "scale must be slaney or htk", scale);
    require(norm != null, "norm must be slaney or none", norm);
    require(power == 1 || power == 2, "power must be 1 or 2", power);
    require("track-maximum".equals(dbReference), "dbReference must be track-maximum", dbReference);
    require(dbFloor < 0 && dbFloor >= -200, "dbFloor must be -200 to below 0", dbFloor);
    require(
        quantisationLevels >= 1 && quantisationLevels <= 255,
        "quantisationLevels must be 1 to 255",
        quantisationLevels);
  }

  /** Returns the number of frequency bins, from 0 Hz to half the sample rate. */
  int bins() {
    return nFft / 2 + 1;
  }

  private static void require(boolean allowed, String rule, Object found) {
    if (!allowed) {
      throw new IllegalArgumentException("mel settings: " + rule + ", not " + found);
    }
  }
}
