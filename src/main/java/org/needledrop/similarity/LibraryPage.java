package org.needledrop.similarity;

import java.util.List;
import java.util.Optional;

/**
 * A page of tracks, ordered by path.
 *
 * @param next start of the next page; empty after the last track
 */
public record LibraryPage(List<IndexedTrack> tracks, Optional<Position> next) {

  public LibraryPage {
    tracks = List.copyOf(tracks);
  }

  /** Position of the last track of a page. */
  public record Position(String path, String audioHash) {}
}
