package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MelFilterBankTest {
  @Test
  void givesEachBandTheAreaOneSoThatWhiteNoiseLooksFlat() {
    MelSettings settings = TestMel.settings();
    MelFilterBank bank = new MelFilterBank(settings);
    double[] bands = new double[settings.melBands()];
    double[] flat = new double[settings.bins()];
    Arrays.fill(flat, (double) settings.sampleRateHz() / settings.nFft());

    bank.apply(flat, bands);

    // The lowest bands span two or three bins; from band 60 up the sum is close to the integral.
    for (int band = 60; band < bands.length; band++) {
      assertThat(bands[band]).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void sharesEachBinOutCompletelyBetweenNeighboursWithoutNorm() {
    MelSettings settings =
        TestMel.read(TestMel.JSON.replace("\"norm\":\"slaney\"", "\"norm\":\"none\""));
    MelFilterBank bank = new MelFilterBank(settings);
    double[] bands = new double[settings.melBands()];

    // Below bin 3 and above bin 990 lie the outer slopes, which have no neighbour.
    for (int bin = 3; bin < 990; bin++) {
      double[] impulse = new double[settings.bins()];
      impulse[bin] = 1;
      bank.apply(impulse, bands);
      assertThat(Arrays.stream(bands).sum()).isCloseTo(1, within(1e-9));
    }
  }
}
