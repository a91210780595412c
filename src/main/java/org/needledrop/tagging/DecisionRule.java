package org.needledrop.tagging;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;

/**
 * From scores to a decision: the most probable genre, unless it is too improbable to be written or
 * the track is unlike all that the network learned from.
 *
 * @param genres in the order of the scores
 * @param minConfidence of each genre, 0..1; below it the answer is "unsure"
 * @param maxSquaredDistance see {@link ModelManifest.Decision}; beyond it the track is "unfamiliar"
 */
public record DecisionRule(
    List<String> genres, List<Double> minConfidence, OptionalDouble maxSquaredDistance) {

  /** The mean embedding of fewer lies far out by chance. */
  private static final int SNIPPETS_TO_JUDGE_DISTANCE = 5;

  public DecisionRule {
    genres = List.copyOf(genres);
    minConfidence = List.copyOf(minConfidence);
  }

  /** As the model's manifest has it. */
  public static DecisionRule of(ModelManifest model) {
    return new DecisionRule(
        model.genres(),
        model.genres().stream().map(model.decision()::minConfidence).toList(),
        model.decision().maxSquaredDistance());
  }

  /** One threshold for all genres. */
  public static DecisionRule atLeast(double minConfidence, ModelManifest model) {
    return new DecisionRule(
        model.genres(),
        Collections.nCopies(model.genres().size(), minConfidence),
        model.decision().maxSquaredDistance());
  }

  public Decision decide(Hearing hearing) {
    return switch (hearing) {
      case Hearing.Unscorable(Abstention abstention) -> abstention;
      case Hearing.Scored(TrackScores scores) -> decide(scores);
    };
  }

  private Decision decide(TrackScores scores) {
    if (isUnfamiliar(scores)) {
      return new Abstention(Abstention.Reason.UNFAMILIAR, distance(scores));
    }
    int top = scores.topGenre();
    float confidence = scores.probabilities()[top];
    return confidence >= minConfidence.get(top)
        ? new GenreFound(genres.get(top), confidence)
        : new Abstention(Abstention.Reason.UNSURE, mostProbable(scores));
  }

  private boolean isUnfamiliar(TrackScores scores) {
    return maxSquaredDistance.isPresent()
        && scores.timeline().snippets() >= SNIPPETS_TO_JUDGE_DISTANCE
        && scores.squaredDistance() > maxSquaredDistance.getAsDouble();
  }

  private String distance(TrackScores scores) {
    return String.format(
        Locale.ROOT,
        "unlike the music that the network learned from: squared distance %.0f, at most %.0f",
        scores.squaredDistance(),
        maxSquaredDistance.orElseThrow());
  }

  private String mostProbable(TrackScores scores) {
    return scores.genresByProbability().stream()
        .limit(3)
        .map(i -> String.format(Locale.ROOT, "%s %.2f", genres.get(i), scores.probabilities()[i]))
        .collect(Collectors.joining(", "));
  }
}
