package org.needledrop.similarity;

import java.util.List;
import java.util.Optional;

/**
 * Some tracks of a library, in the order of their paths.
 *
 * @param next where the next page begins; none behind the last track
 */
public record LibraryPage(List<IndexedTrack> tracks, Optional<Position> next) {

  public LibraryPage {
    tracks = List.copyOf(tracks);
  }

  /** The last track of a page. */
  public record Position(String path, String audioHash) {}
}
