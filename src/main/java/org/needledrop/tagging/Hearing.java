package org.needledrop.tagging;

import org.needledrop.scoring.TrackScores;

/** What listening to a track gave: scores, or nothing that could be scored. */
public sealed interface Hearing {

  /** The track was scored; whether that is sure enough is decided later. */
  record Scored(TrackScores scores) implements Hearing {}

  /** There was nothing to score. */
  record Unscorable(Abstention abstention) implements Hearing {}
}
