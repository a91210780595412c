package org.needledrop.tagging;

import java.util.List;

/**
 * The most probable genre of a track.
 *
 * @param genre as the manifest names it
 * @param confidence its probability, 0..1
 * @param styles of the genre that the track has, the most probable first
 */
public record GenreFound(String genre, double confidence, List<Style> styles) implements Decision {

  /**
   * A style below the genre.
   *
   * @param name as the manifest names it
   * @param tag how it is written
   * @param confidence its probability, 0..1
   */
  public record Style(String name, String tag, double confidence) {}

  public GenreFound {
    styles = List.copyOf(styles);
  }

  /** Of no known style. */
  public GenreFound(String genre, double confidence) {
    this(genre, confidence, List.of());
  }
}
