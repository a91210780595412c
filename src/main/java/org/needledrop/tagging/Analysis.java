package org.needledrop.tagging;

import org.needledrop.audio.AudioInfo;
import org.needledrop.scoring.TrackScores;

/**
 * All that is known of one recording by listening to it. It is kept, so that other thresholds,
 * policies and words need no second listening.
 *
 * @param audioHash identity of the recording
 * @param method model and way of slicing, see {@link TaggingOptions#method}
 */
public record Analysis(String audioHash, String method, AudioInfo audio, Hearing hearing) {

  /**
   * @throws IllegalArgumentException when it is nobody's, or nobody knows how it was heard
   */
  public Analysis {
    if (audioHash.isBlank() || method.isBlank()) {
      throw new IllegalArgumentException("audioHash and method are required");
    }
  }

  /** Whether it tells the seconds apart, as far as there are any that could be scored. */
  boolean hasSeconds() {
    return switch (hearing) {
      case Hearing.Unscorable _ -> true;
      case Hearing.Scored(TrackScores scores) -> scores.timeline().known();
    };
  }
}
