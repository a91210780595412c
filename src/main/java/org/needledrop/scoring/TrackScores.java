package org.needledrop.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.needledrop.mel.Snippets;

/**
 * The aggregated scores of a track.
 *
 * @param probabilities probability of each genre, in the manifest's order; they add up to 1
 * @param embedding mean embedding of the snippets
 * @param timeline probabilities of each snippet
 */
public record TrackScores(float[] probabilities, float[] embedding, Timeline timeline) {

  /**
   * @throws IllegalArgumentException if the number of genres differs, a probability is invalid, or
   *     the embedding is not finite
   */
  public TrackScores {
    if (probabilities.length != timeline.genres()) {
      throw new IllegalArgumentException(
          "%d probabilities, but %d genres in the timeline"
              .formatted(probabilities.length, timeline.genres()));
    }
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("not a probability: " + probability);
      }
    }
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("embedding with a value that is not finite: " + value);
      }
    }
  }

  /**
   * Aggregates the scores of a track's snippets.
   *
   * @param scores scores of at least one snippet
   */
  public static TrackScores sum(
      Snippets snippets, SnippetScores scores, ModelManifest.Decision rule) {
    List<float[]> perSnippet =
        scores.scores().stream().map(logits -> Softmax.of(logits, rule.temperature())).toList();
    return new TrackScores(
        rule.sum().probabilities(scores.scores(), rule.temperature()),
        Vectors.of(scores.embeddings()),
        Timeline.of(
            perSnippet,
            snippets.snippetSeconds(),
            snippets.strideSeconds(),
            perSnippet.getFirst().length));
  }

  /**
   * Returns the scores of another head for the same embedding. As a linear layer's mean logits
   * equal its logits of the mean embedding, the probabilities are those of a new analysis. There is
   * no timeline.
   *
   * @param rule rule that sums logits
   */
  public TrackScores with(LinearHead head, ModelManifest.Decision rule) {
    float[] logits = head.scores(embedding);
    return new TrackScores(
        rule.sum().probabilities(List.of(logits), rule.temperature()),
        embedding,
        Timeline.unknown(timeline, logits.length));
  }

  /** Returns the squared norm of the embedding. */
  public double squaredDistance() {
    double sum = 0;
    for (float value : embedding) {
      sum += (double) value * value;
    }
    return sum;
  }

  /** Returns the index of the top genre. */
  public int topGenre() {
    return Argmax.of(probabilities);
  }

  /** Returns all genre indices, the most probable first. */
  public List<Integer> genresByProbability() {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing((Integer genre) -> probabilities[genre]).reversed())
        .toList();
  }
}
