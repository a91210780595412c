package org.needledrop.similarity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches and lists tracks. Thread-safe; sees everything committed before the call. */
public interface SimilaritySearch extends AutoCloseable {

  /** Page size of {@link #all}. */
  int PAGE = 1000;

  Optional<IndexedTrack> find(String audioHash);

  /**
   * Returns the nearest tracks, nearest first.
   *
   * @param count maximum number of tracks
   */
  List<Neighbour> nearest(SimilarityQuery query, TrackFilter filter, int count);

  /**
   * Returns a page of tracks.
   *
   * @param after end of the previous page, in the same order
   * @param count maximum number of tracks
   */
  LibraryPage list(
      TrackFilter filter, TrackOrder order, Optional<LibraryPage.Position> after, int count);

  LibraryStatistics statistics();

  /** Streams all tracks, one page in memory at a time. */
  default Stream<IndexedTrack> all() {
    return Stream.iterate(
            list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), PAGE),
            Objects::nonNull,
            page ->
                page.next()
                    .map(
                        position ->
                            list(TrackFilter.ALL, TrackOrder.PATH, Optional.of(position), PAGE))
                    .orElse(null))
        .flatMap(page -> page.tracks().stream());
  }

  @Override
  void close();
}
