package org.needledrop.tagging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.needledrop.scoring.TrackScores;

/** What listening to a track gave: scores, or nothing that could be scored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Hearing.Scored.class),
  @JsonSubTypes.Type(Hearing.Unscorable.class)
})
public sealed interface Hearing {

  /** The track was scored; whether that is sure enough is decided later. */
  record Scored(TrackScores scores) implements Hearing {}

  /** There was nothing to score. */
  record Unscorable(Abstention abstention) implements Hearing {}
}
