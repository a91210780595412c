package org.needledrop.mel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Settings and spectrograms for tests. */
final class TestMel {
  /** As a model's manifest has them. */
  static final String JSON =
      """
      {"sampleRateHz":22050,"nFft":2048,"hopLength":1708,"window":"hann","centred":true,\
      "melBands":128,"minFrequencyHz":0.0,"maxFrequencyHz":11025.0,"scale":"slaney",\
      "norm":"slaney","power":2.0,"dbReference":"track-maximum","dbFloor":-80.0,\
      "quantisationLevels":255}""";

  private TestMel() {}

  static MelSettings settings() {
    return read(JSON);
  }

  static MelSettings settings(int hopLength, boolean centred) {
    return read(
        JSON.replace("\"hopLength\":1708", "\"hopLength\":" + hopLength)
            .replace("\"centred\":true", "\"centred\":" + centred));
  }

  static MelSettings read(String json) {
    try {
      return new ObjectMapper().readValue(json, MelSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static LogMel logMel(MelSettings settings, float[] samples) {
    MelSpectrogram spectrogram = new MelFrontEnd(settings).newSpectrogram();
    spectrogram.accept(samples, samples.length);
    return spectrogram.finish();
  }

  /** {@code float[bands * frames]}, band after band, in dB. */
  static float[] flat(LogMel logMel) {
    float[] flat = new float[logMel.bands() * logMel.frames()];
    for (int band = 0; band < logMel.bands(); band++) {
      for (int frame = 0; frame < logMel.frames(); frame++) {
        flat[band * logMel.frames() + frame] = logMel.db(band, frame);
      }
    }
    return flat;
  }
}
