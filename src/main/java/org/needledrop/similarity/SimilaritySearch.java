package org.needledrop.similarity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds tracks, by likeness or one after the other. Safe for use by many threads; sees what was
 * committed before the call.
 */
public interface SimilaritySearch extends AutoCloseable {

  /** Tracks that {@link #all} holds at a time. */
  int PAGE = 1000;

  Optional<IndexedTrack> find(String audioHash);

  /**
   * The nearest tracks, nearest first.
   *
   * @param count how many at the most
   */
  List<Neighbour> nearest(Probe probe, TrackFilter filter, int count);

  /**
   * Tracks in the order of their paths.
   *
   * @param after where an earlier page ended
   * @param count how many at the most
   */
  LibraryPage list(TrackFilter filter, Optional<LibraryPage.Position> after, int count);

  LibraryStatistics statistics();

  /** Every track, a page in memory at a time. */
  default Stream<IndexedTrack> all() {
    return Stream.iterate(
            list(TrackFilter.ALL, Optional.empty(), PAGE),
            Objects::nonNull,
            page ->
                page.next()
                    .map(position -> list(TrackFilter.ALL, Optional.of(position), PAGE))
                    .orElse(null))
        .flatMap(page -> page.tracks().stream());
  }

  @Override
  void close();
}
