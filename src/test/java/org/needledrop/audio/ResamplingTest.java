package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter before the rate is lowered: what would alias must be gone, music must stay. */
class ResamplingTest {
  private static final double SECONDS = 1;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "44100, 100",
    "44100, 5000",
    "44100, 9500",
    "48000, 1000",
    "48000, 9500",
    "96000, 1000",
    "96000, 9500"
  })
  void keepsThePassBandFlat(int rateHz, double hz) {
    assertThat(levelDb(rateHz, hz)).isBetween(-0.1, 0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 11025",
    "44100, 11500",
    "44100, 12000",
    "44100, 16000",
    "44100, 21000",
    "48000, 11025",
    "48000, 13000",
    "48000, 23000",
    "96000, 11025",
    "96000, 15000",
    "96000, 33075",
    "96000, 45000"
  })
  void removesWhatWouldAlias(int rateHz, double hz) {
    assertThat(levelDb(rateHz, hz)).isLessThan(-80);
  }

  @ParameterizedTest
  @ValueSource(ints = {44_100, 48_000, 96_000})
  void leavesNothingOfASweepThroughTheStopBand(int rateHz) {
    double from = 11_050;
    double perSecond = rateHz / 2.0 - 50 - from;
    String sweep = String.format(Locale.ROOT, "0.5*sin(2*PI*(%f*t+%f*t*t/2))", from, perSecond);

    assertThat(levelDb(rateHz, sweep)).isLessThan(-80);
  }

  private double levelDb(int rateHz, double hz) {
    return levelDb(rateHz, String.format(Locale.ROOT, "0.5*cos(2*PI*%f*t+0.7)", hz));
  }

  /** Root mean square against a sine of peak 0.5, without the edges, where the wave is cut. */
  private double levelDb(int rateHz, String expression) {
    Path file =
        TestAudio.generated(
            folder.resolve("a.wav"), expression + ":s=" + rateHz, SECONDS, "-c:a", "pcm_f32le");
    float[] samples = TestAudio.samples(file);
    double power = 0;
    int edge = AudioDecoder.SAMPLE_RATE_HZ / 20;
    for (int i = edge; i < samples.length - edge; i++) {
      power += samples[i] * samples[i];
    }
    return 10 * Math.log10(power / (samples.length - 2 * edge) / 0.125);
  }
}
