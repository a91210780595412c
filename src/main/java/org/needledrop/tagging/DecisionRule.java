package org.needledrop.tagging;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;

/**
 * From scores to a decision: the most probable genre, unless it is too improbable to be written.
 *
 * @param genres in the order of the scores
 * @param minConfidence of each genre, 0..1; below it the answer is "unsure"
 */
public record DecisionRule(List<String> genres, List<Double> minConfidence) {

  public DecisionRule {
    genres = List.copyOf(genres);
    minConfidence = List.copyOf(minConfidence);
  }

  /** As the model's manifest has it. */
  public static DecisionRule of(ModelManifest model) {
    return new DecisionRule(
        model.genres(), model.genres().stream().map(model.decision()::minConfidence).toList());
  }

  /** One threshold for all genres. */
  public static DecisionRule atLeast(double minConfidence, ModelManifest model) {
    return new DecisionRule(
        model.genres(), Collections.nCopies(model.genres().size(), minConfidence));
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
    return confidence >= minConfidence.get(top)
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
