package org.needledrop.tagging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.needledrop.scoring.TrackScores;

/**
 * From scores to a decision: the most probable genre, unless it is too improbable to be written.
 *
 * @param genres in the order of the scores
 * @param minConfidence 0..1; below it the answer is "unsure"
 */
public record DecisionRule(List<String> genres, double minConfidence) {

  public DecisionRule {
    genres = List.copyOf(genres);
  }

  public Decision decide(Hearing hearing) {
    return switch (hearing) {
      case Hearing.Unscorable(Abstention abstention) -> abstention;
      case Hearing.Scored(TrackScores scores) -> decide(scores);
    };
  }

  private Decision decide(TrackScores scores) {
    int top = scores.topGenre();
    float confidence = scores.probabilities()[top];
    return confidence >= minConfidence
        ? new GenreFound(genres.get(top), confidence)
        : new Abstention(Abstention.Reason.UNSURE, mostProbable(scores));
  }

  private String mostProbable(TrackScores scores) {
    return scores.genresByProbability().stream()
        .limit(3)
        .map(i -> String.format(Locale.ROOT, "%s %.2f", genres.get(i), scores.probabilities()[i]))
        .collect(Collectors.joining(", "));
  }
}
