package org.needledrop.analysis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.needledrop.scoring.TrackScores;

/** The scores of a track, or why it could not be scored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(ScoringResult.Scored.class),
  @JsonSubTypes.Type(ScoringResult.NotScorable.class)
})
public sealed interface ScoringResult {

  /** The track was scored; the decision follows later. */
  record Scored(TrackScores scores) implements ScoringResult {}

  /** The track could not be scored. */
  record NotScorable(Abstention abstention) implements ScoringResult {}
}
