package org.needledrop.scoring;

import java.util.List;

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
          "%d scores but %d embeddings".formatted(scores.size(), embeddings.size()));
    }
    scores = List.copyOf(scores);
    embeddings = List.copyOf(embeddings);
  }
}
