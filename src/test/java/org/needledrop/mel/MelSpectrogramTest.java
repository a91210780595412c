package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MelSpectrogramTest {
  private static final int RATE_HZ = 22_050;

  @Test
  void equalsTheTextbookFormula() {
    MelSettings settings =
        new MelSettings(
            RATE_HZ,
            256,
            100,
            "hann",
            true,
            20,
            100,
            10_000,
            MelScale.SLANEY,
            MelNorm.SLANEY,
            2,
            "track-maximum",
            -80,
            255);
    float[] samples = noise(1000);

    assertThat(TestMel.flat(TestMel.logMel(settings, samples)))
        .containsExactly(Textbook.logMel(settings, samples), within(1e-4f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 1_000_000})
  void doesNotDependOnHowTheSamplesArrive(int blockSize) {
    float[] samples = noise(100_000);
    MelSpectrogram spectrogram = new MelFrontEnd(TestMel.settings()).newSpectrogram();

    for (int from = 0; from < samples.length; from += blockSize) {
      int count = Math.min(blockSize, samples.length - from);
      spectrogram.accept(Arrays.copyOfRange(samples, from, from + count), count);
    }

    assertThat(TestMel.flat(spectrogram.finish()))
        .isEqualTo(TestMel.flat(TestMel.logMel(TestMel.settings(), samples)));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, 1",
    "true, 1707, 1",
    "true, 1708, 2",
    "true, 661500, 388",
    "false, 2047, 0",
    "false, 2048, 1",
    "false, 3755, 1",
    "false, 3756, 2"
  })
  void countsFramesAsLibrosaDoes(boolean centred, int samples, int frames) {
    LogMel logMel = TestMel.logMel(TestMel.settings(1708, centred), new float[samples]);

    assertThat(logMel.frames()).isEqualTo(frames);
  }

  @Test
  void isSilentWithoutASoundAboveTheDither() {
    float[] dither = noise(RATE_HZ);
    for (int i = 0; i < dither.length; i++) {
      dither[i] = 0.01f + Math.clamp(dither[i], -1, 1) * 6e-5f;
    }
    float[] quietMusic = {0, 2e-4f, -2e-4f};

    assertThat(TestMel.logMel(TestMel.settings(), new float[0]).silent()).isTrue();
    assertThat(TestMel.logMel(TestMel.settings(), new float[RATE_HZ]).silent()).isTrue();
    assertThat(TestMel.logMel(TestMel.settings(), dither).silent()).isTrue();
    assertThat(TestMel.logMel(TestMel.settings(), quietMusic).silent()).isFalse();
  }

  @Test
  void takesBrokenSamplesForSilence() {
    float[] broken = noise(10_000);
    broken[5000] = Float.NaN;
    broken[5001] = Float.POSITIVE_INFINITY;
    float[] mended = broken.clone();
    mended[5000] = 0;
    mended[5001] = 0;

    assertThat(TestMel.flat(TestMel.logMel(TestMel.settings(), broken)))
        .isEqualTo(TestMel.flat(TestMel.logMel(TestMel.settings(), mended)));
  }

  @Test
  void quantisesTheFloorToZeroAndTheLoudestCellToTheTop() {
    float[] click = new float[20_000];
    click[10_000] = 1;
    LogMel logMel = TestMel.logMel(TestMel.settings(), click);
    int[] values = new int[256];
    for (int frame = 0; frame < logMel.frames(); frame++) {
      for (int band = 0; band < logMel.bands(); band++) {
        int value = Byte.toUnsignedInt(logMel.quantised(band, frame));
        values[value]++;
        assertThat(value / 255.0 * 80 - 80).isCloseTo(logMel.db(band, frame), within(0.158));
      }
    }
    assertThat(values[0]).isPositive();
    assertThat(values[255]).isPositive();
  }

  private static float[] noise(int count) {
    Random random = new Random(1);
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (float) (0.2 * random.nextGaussian());
    }
    return samples;
  }
}
