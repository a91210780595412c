package org.needledrop.tagging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.needledrop.scoring.TrackScores;

/** The scores of a track, or why it could not be scored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Hearing.Scored.class),
  @JsonSubTypes.Type(Hearing.Unscorable.class)
})
public sealed interface Hearing {

  /** The track was scored; the decision follows later. */
  record Scored(TrackScores scores) implements Hearing {}

  /** The track could not be scored. */
  record Unscorable(Abstention abstention) implements Hearing {}
}
