package org.needledrop.similarity;

/** What makes two tracks neighbours. */
public enum Closeness {
  /** Cosine of the embeddings: they sound alike to the network. */
  EMBEDDING,
  /**
   * Their genre probabilities are distributed alike (Zhang 2023, appendix A), by the Bhattacharyya
   * coefficient.
   */
  GENRE_PROFILE
}
