package org.needledrop.similarity;

import java.util.List;
import java.util.Optional;

/**
 * A page of tracks.
 *
 * @param total number of tracks that pass the filter, on all pages
 * @param next start of the next page; empty after the last track
 */
public record LibraryPage(List<IndexedTrack> tracks, long total, Optional<Position> next) {

  public LibraryPage {
    tracks = List.copyOf(tracks);
  }

  /**
   * Position of the last track of a page.
   *
   * @param value what it is ordered by, numbers as text; empty if the track has none, or by path
   */
  public record Position(Optional<String> value, String path, String audioHash) {}
}
