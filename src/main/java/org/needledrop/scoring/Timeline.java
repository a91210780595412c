package org.needledrop.scoring;

import java.util.List;

/**
 * What each snippet of a track sounded like: this is what explains a decision, small enough to keep
 * for every track.
 *
 * @param snippetSeconds length of one snippet
 * @param strideSeconds from the start of one snippet to the start of the next
 * @param genres how many genres a snippet has probabilities for
 * @param levels probabilities as uint8 (255 is 1.0), {@code [snippets * genres]}, snippet after
 *     snippet
 */
public record Timeline(double snippetSeconds, double strideSeconds, int genres, byte[] levels) {

  /**
   * @throws IllegalArgumentException when the levels are not those of whole snippets, or these take
   *     less than no time
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

  /** Of snippets whose genres nobody knows: all levels are 0. */
  static Timeline unknown(Timeline other, int genres) {
    return new Timeline(
        other.snippetSeconds, other.strideSeconds, genres, new byte[other.snippets() * genres]);
  }

  /** Whether it says what the snippets sounded like. */
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

  /** 0..1, in steps of 1/255. */
  public float probability(int snippet, int genre) {
    return Byte.toUnsignedInt(levels[snippet * genres + genre]) / 255f;
  }

  /** The genre that a snippet sounds most like, as an index into the manifest's genres. */
  public int loudestGenre(int snippet) {
    int loudest = 0;
    for (int genre = 1; genre < genres; genre++) {
      if (probability(snippet, genre) > probability(snippet, loudest)) {
        loudest = genre;
      }
    }
    return loudest;
  }
}
