package org.needledrop.mel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Conversion of frequency in Hz to mel. */
public enum MelScale {
  /**
   * Linear below 1 kHz (15 mel), logarithmic above: 27 mel for each factor of 6.4. Source: Slaney,
   * Auditory Toolbox, Interval Research 1998-010.
   */
  @JsonProperty("slaney")
  SLANEY {
    @Override
    double mel(double hz) {
      return hz < BREAK_HZ ? hz * MEL_PER_HZ : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP;
    }

    @Override
    double hz(double mel) {
      return mel < BREAK_MEL ? mel / MEL_PER_HZ : BREAK_HZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
    }
  },

  /** O'Shaughnessy's formula, as in the Hidden Markov Toolkit: 2595 log10(1 + f / 700). */
  @JsonProperty("htk")
  HTK {
    @Override
    double mel(double hz) {
      return 2595 * Math.log10(1 + hz / 700);
    }

    @Override
    double hz(double mel) {
      return 700 * (Math.pow(10, mel / 2595) - 1);
    }
  };

  private static final double BREAK_HZ = 1000;
  private static final double BREAK_MEL = 15;
  private static final double MEL_PER_HZ = BREAK_MEL / BREAK_HZ;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  abstract double mel(double hz);

  abstract double hz(double mel);
}
