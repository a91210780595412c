package org.needledrop.scoring;

import java.util.List;

/**
 * Genre probabilities of each snippet, which explain a decision; compact enough to store for every
 * track.
 *
 * @param snippetSeconds length of one snippet
 * @param strideSeconds distance of consecutive snippet starts
 * @param genres number of genres per snippet
 * @param levels probabilities as uint8 (255 is 1.0), {@code [snippets * genres]}, snippet after
 *     snippet
 */
public record Timeline(double snippetSeconds, double strideSeconds, int genres, byte[] levels) {

  /**
   * @throws IllegalArgumentException if the levels are not a multiple of {@code genres}, or a
   *     duration is negative
   */
  public Timeline {
    requireTime(snippetSeconds);
    requireTime(strideSeconds);
    if (genres < 1 || levels == null || levels.length % genres != 0) {
      throw new IllegalArgumentException("a timeline needs one level per genre and snippet");
    }
  }

  private static void requireTime(double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("invalid snippet duration: %s s".formatted(seconds));
    }
  }

  static Timeline of(
      List<float[]> probabilities, double snippetSeconds, double strideSeconds, int genres) {
    byte[] levels = new byte[probabilities.size() * genres];
    for (int snippet = 0; snippet < probabilities.size(); snippet++) {
      for (int genre = 0; genre < genres; genre++) {
        levels[snippet * genres + genre] =
            (byte) Math.round(255 * probabilities.get(snippet)[genre]);
      }
    }
    return new Timeline(snippetSeconds, strideSeconds, genres, levels);
  }

  /** Returns a timeline without probabilities: all levels are 0. */
  static Timeline unknown(Timeline other, int genres) {
    return new Timeline(
        other.snippetSeconds, other.strideSeconds, genres, new byte[other.snippets() * genres]);
  }

  /** Returns whether it has probabilities. */
  public boolean known() {
    for (byte level : levels) {
      if (level != 0) {
        return true;
      }
    }
    return false;
  }

  public int snippets() {
    return levels.length / genres;
  }

  public double startSeconds(int snippet) {
    return snippet * strideSeconds;
  }

  /** Returns a probability, 0..1 in steps of 1/255. */
  public float probability(int snippet, int genre) {
    return Byte.toUnsignedInt(levels[snippet * genres + genre]) / 255f;
  }

  /** Returns the index of a snippet's top genre. */
  int loudestGenre(int snippet) {
    int loudest = 0;
    for (int genre = 1; genre < genres; genre++) {
      if (probability(snippet, genre) > probability(snippet, loudest)) {
        loudest = genre;
      }
    }
    return loudest;
  }
}
