package org.needledrop.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.needledrop.audio.AudioInfo;
import org.needledrop.scoring.TrackScores;

/**
 * The result of analysing one recording. It is stored, so that other thresholds, policies and genre
 * names need no new analysis.
 *
 * @param audioHash identity of the recording
 * @param method how it was analysed
 */
public record Analysis(
    String audioHash,
    AnalysisMethod method,
    AudioInfo audio,
    @JsonProperty("hearing") ScoringResult result) {

  /**
   * @throws IllegalArgumentException if audioHash is blank
   */
  public Analysis {
    if (audioHash.isBlank()) {
      throw new IllegalArgumentException("audioHash is required");
    }
  }

  /** Returns whether it has a timeline, or nothing could be scored. */
  public boolean hasTimeline() {
    return switch (result) {
      case ScoringResult.NotScorable _ -> true;
      case ScoringResult.Scored(TrackScores scores) -> scores.timeline().known();
    };
  }
}
