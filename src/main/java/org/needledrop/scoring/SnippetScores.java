package org.needledrop.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The network's output for each snippet of a track.
 *
 * @param scores logits, one {@code float[genres]} per snippet, in the order of the manifest's
 *     genres
 * @param embeddings features of the network's last layer, one {@code float[embeddingSize]} per
 *     snippet
 */
public record SnippetScores(List<float[]> scores, List<float[]> embeddings) {

  public SnippetScores {
    if (scores.size() != embeddings.size()) {
      throw new IllegalArgumentException(
          "%d scores, but %d embeddings".formatted(scores.size(), embeddings.size()));
    }
    scores = List.copyOf(scores);
    embeddings = List.copyOf(embeddings);
  }

  /**
   * Merges the scores of a track that was scored in two parts.
   *
   * @param ours selects the indices of these scores; the others have the remaining ones
   */
  public SnippetScores with(SnippetScores others, IntPredicate ours) {
    return new SnippetScores(
        merged(scores, others.scores, ours), merged(embeddings, others.embeddings, ours));
  }

  private static List<float[]> merged(
      List<float[]> ours, List<float[]> others, IntPredicate isOurs) {
    Iterator<float[]> left = ours.iterator();
    Iterator<float[]> right = others.iterator();
    List<float[]> all = new ArrayList<>();
    while (left.hasNext() || right.hasNext()) {
      all.add((isOurs.test(all.size()) ? left : right).next());
    }
    return all;
  }
}
