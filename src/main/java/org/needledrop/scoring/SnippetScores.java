package org.needledrop.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What the network said of each snippet of one track.
 *
 * @param scores logits, one {@code float[genres]} a snippet, in the order of the manifest's genres
 * @param embeddings the network's last features, one {@code float[embeddingSize]} a snippet
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
   * All snippets of a track that was scored in two parts.
   *
   * @param ours the places of these, counted from 0; the others' are the rest
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
