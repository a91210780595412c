package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MelScaleTest {
  @Test
  void hasThePublishedConstantsOfTheAuditoryToolbox() {
    assertThat(MelScale.SLANEY.mel(200.0 / 3)).isCloseTo(1, within(1e-12));
    assertThat(MelScale.SLANEY.mel(1000)).isCloseTo(15, within(1e-12));
    assertThat(MelScale.SLANEY.mel(6400)).isCloseTo(15 + 27, within(1e-12));
    assertThat(MelScale.SLANEY.mel(1000 * Math.pow(6.4, 2))).isCloseTo(15 + 54, within(1e-12));
  }

  @Test
  void hasThePublishedConstantsOfTheHiddenMarkovToolkit() {
    assertThat(MelScale.HTK.mel(700)).isCloseTo(2595 * Math.log10(2), within(1e-9));
    assertThat(MelScale.HTK.mel(1000)).isCloseTo(999.9855, within(1e-4));
    assertThat(MelScale.HTK.mel(8000)).isCloseTo(2840.0230, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(MelScale.class)
  void leadsBackToTheFrequencyItCameFrom(MelScale scale) {
    for (double hz = 0; hz <= 22_050; hz += 10.5) {
      assertThat(scale.hz(scale.mel(hz))).isCloseTo(hz, within(1e-8));
    }
  }
}
