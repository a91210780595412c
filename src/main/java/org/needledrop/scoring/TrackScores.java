package org.needledrop.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.needledrop.mel.Snippets;

/**
 * What the snippets of one track say together.
 *
 * @param probabilities of each genre, in the manifest's order; they add up to 1
 * @param embedding the snippets' embeddings, averaged
 * @param timeline what each snippet sounded like
 */
public record TrackScores(float[] probabilities, float[] embedding, Timeline timeline) {

  /**
   * @throws IllegalArgumentException when the timeline is of more or fewer genres, a probability is
   *     none, or a value of the embedding is no finite number
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
   * Sums the scores of a track's snippets.
   *
   * @param scores of at least one snippet
   */
  public static TrackScores sum(
      Snippets snippets, SnippetScores scores, ModelManifest.Decision rule) {
    List<float[]> perSnippet =
        scores.scores().stream().map(logits -> Softmax.of(logits, rule.temperature())).toList();
    return new TrackScores(
        rule.sum().probabilities(scores.scores(), rule.temperature()),
        Means.of(scores.embeddings()),
        Timeline.of(
            perSnippet,
            snippets.snippetSeconds(),
            snippets.strideSeconds(),
            perSnippet.getFirst().length));
  }

  /**
   * What a head says of the same embedding. The logits of a linear layer, averaged over the
   * snippets, are its logits of their average: the probabilities are those that listening again
   * would give. The timeline is not known.
   *
   * @param rule sums logits
   */
  public TrackScores with(LinearHead head, ModelManifest.Decision rule) {
    float[] logits = head.scores(embedding);
    return new TrackScores(
        rule.sum().probabilities(List.of(logits), rule.temperature()),
        embedding,
        Timeline.unknown(timeline, logits.length));
  }

  /** Of the embedding from 0. */
  public double squaredDistance() {
    double sum = 0;
    for (float value : embedding) {
      sum += (double) value * value;
    }
    return sum;
  }

  /** The most probable genre, as an index into the manifest's genres. */
  public int topGenre() {
    return Highest.of(probabilities);
  }

  /** All genres as indices into the manifest's, the most probable first. */
  public List<Integer> genresByProbability() {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing((Integer genre) -> probabilities[genre]).reversed())
        .toList();
  }
}
