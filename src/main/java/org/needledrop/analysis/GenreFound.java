package org.needledrop.analysis;

import java.util.List;

/**
 * The most probable genre of a track.
 *
 * @param genre name in the manifest
 * @param confidence its probability, 0..1
 * @param styles styles within the genre, the most probable first
 */
public record GenreFound(String genre, double confidence, List<Style> styles) implements Decision {

  /**
   * A style below the genre.
   *
   * @param name name in the manifest
   * @param tag spelling in tags
   * @param confidence its probability, 0..1
   */
  public record Style(String name, String tag, double confidence) {}

  public GenreFound {
    styles = List.copyOf(styles);
  }

  /** Creates a genre without styles. */
  public GenreFound(String genre, double confidence) {
    this(genre, confidence, List.of());
  }
}
