package org.needledrop.similarity;

import java.util.Locale;

/** Similarity measures. */
public enum SimilarityMeasure {
  /** Cosine similarity of the embeddings. */
  EMBEDDING,
  /** Bhattacharyya coefficient of the genre probabilities (Zhang 2023, appendix A). */
  GENRE_PROFILE;

  /**
   * Parses a measure.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static SimilarityMeasure named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns the name used on the command line: {@code genre-profile}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
