package org.needledrop.analysis;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.needledrop.scoring.Argmax;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;

/**
 * Turns scores into a decision: the most probable genre, or an abstention if its probability is
 * below the threshold or the track is unlike the training data.
 *
 * @param genres in the order of the scores
 * @param minConfidence threshold of each genre, 0..1; below it the reason is "unsure"
 * @param maxSquaredDistance see {@link ModelManifest.Decision}; beyond it the track is "unfamiliar"
 * @param classifiers classifiers of the model, among them those for styles
 */
public record DecisionRule(
    List<String> genres,
    List<Double> minConfidence,
    OptionalDouble maxSquaredDistance,
    List<Classifier> classifiers) {

  /** Minimum snippets for judging the distance: the mean of fewer is too noisy. */
  private static final int SNIPPETS_TO_JUDGE_DISTANCE = 5;

  public DecisionRule {
    genres = List.copyOf(genres);
    minConfidence = List.copyOf(minConfidence);
    classifiers = List.copyOf(classifiers);
  }

  /** Returns the rule of the model's manifest. */
  public static DecisionRule of(ModelManifest model) {
    return new DecisionRule(
        model.genres(),
        model.genres().stream().map(model.decision()::minConfidence).toList(),
        model.decision().maxSquaredDistance(),
        model.classifiers());
  }

  /** Returns a rule with one threshold for all genres. */
  public static DecisionRule atLeast(double minConfidence, ModelManifest model) {
    return new DecisionRule(
        model.genres(),
        Collections.nCopies(model.genres().size(), minConfidence),
        model.decision().maxSquaredDistance(),
        model.classifiers());
  }

  public Decision decide(ScoringResult result) {
    return switch (result) {
      case ScoringResult.NotScorable(Abstention abstention) -> abstention;
      case ScoringResult.Scored(TrackScores scores) -> decide(scores);
    };
  }

  private Decision decide(TrackScores scores) {
    if (isUnfamiliar(scores)) {
      return new Abstention(Abstention.Reason.UNFAMILIAR, distance(scores));
    }
    Optional<String> otherThanMusic = otherThanMusic(scores.embedding());
    if (otherThanMusic.isPresent()) {
      return new Abstention(Abstention.Reason.UNFAMILIAR, otherThanMusic.get());
    }
    int top = scores.topGenre();
    float confidence = scores.probabilities()[top];
    return confidence >= minConfidence.get(top)
        ? new GenreFound(genres.get(top), confidence, styles(genres.get(top), scores.embedding()))
        : new Abstention(Abstention.Reason.UNSURE, mostProbable(scores));
  }

  /**
   * Returns the styles of a track within a genre.
   *
   * @param embedding embedding of the track; empty if it is not stored
   */
  public List<GenreFound.Style> styles(String genre, float[] embedding) {
    if (embedding.length == 0) {
      return List.of();
    }
    return classifiers.stream()
        .flatMap(classifier -> styles(classifier, genre, embedding))
        .sorted(Comparator.comparing(GenreFound.Style::confidence).reversed())
        .toList();
  }

  private static Stream<GenreFound.Style> styles(
      Classifier classifier, String genre, float[] embedding) {
    float[] probabilities = classifier.probabilities(embedding);
    return IntStream.range(0, probabilities.length)
        .filter(i -> classifier.classes().get(i).genre().equals(Optional.of(genre)))
        .filter(i -> probabilities[i] >= classifier.classes().get(i).minProbability())
        .mapToObj(
            i -> {
              Classifier.Label style = classifier.classes().get(i);
              return new GenreFound.Style(style.name(), style.spelled(), probabilities[i]);
            });
  }

  private boolean isUnfamiliar(TrackScores scores) {
    return maxSquaredDistance.isPresent()
        && scores.timeline().snippets() >= SNIPPETS_TO_JUDGE_DISTANCE
        && scores.squaredDistance() > maxSquaredDistance.getAsDouble();
  }

  /** Returns for example {@code speech 0.93} if the model has a classifier for non-music. */
  private Optional<String> otherThanMusic(float[] embedding) {
    for (Classifier classifier : classifiers) {
      if (classifier.name().equals(Classifier.CONTENT)) {
        float[] probabilities = classifier.probabilities(embedding);
        int likeliest = Argmax.of(probabilities);
        Classifier.Label label = classifier.classes().get(likeliest);
        if (!label.name().equals(Classifier.MUSIC)
            && probabilities[likeliest] >= label.minProbability()) {
          return Optional.of(
              String.format(Locale.ROOT, "%s %.2f", label.name(), probabilities[likeliest]));
        }
      }
    }
    return Optional.empty();
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
