package org.needledrop.similarity;

import java.util.Locale;

/** What makes two tracks neighbours. */
public enum Closeness {
  /** Cosine of the embeddings: they sound alike to the network. */
  EMBEDDING,
  /**
   * Their genre probabilities are distributed alike (Zhang 2023, appendix A), by the Bhattacharyya
   * coefficient.
   */
  GENRE_PROFILE;

  /**
   * The closeness that is written so.
   *
   * @throws IllegalArgumentException when none is
   */
  public static Closeness named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** As it is written on a command line: {@code genre-profile}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
