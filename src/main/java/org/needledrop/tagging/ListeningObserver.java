package org.needledrop.tagging;

import org.needledrop.mel.LogMel;

/** Told how the listening to a file goes on. */
public interface ListeningObserver {

  /** Looks away. */
  ListeningObserver NONE =
      new ListeningObserver() {
        @Override
        public void decoded(double seconds) {}

        @Override
        public void seen(LogMel logMel) {}
      };

  /** So much music was decoded since the last time. */
  void decoded(double seconds);

  /** The whole spectrogram is there; scoring begins. */
  void seen(LogMel logMel);
}
