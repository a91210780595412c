package org.needledrop.analysis;

import org.needledrop.mel.LogMel;

/** Receives the progress of an analysis. */
public interface AnalysisProgress {

  /** Ignores all calls. */
  AnalysisProgress NONE =
      new AnalysisProgress() {
        @Override
        public void decoded(double seconds) {}

        @Override
        public void seen(LogMel logMel) {}
      };

  /** Reports the seconds of audio decoded since the last call. */
  void decoded(double seconds);

  /** Reports the complete spectrogram; scoring starts. */
  void seen(LogMel logMel);
}
