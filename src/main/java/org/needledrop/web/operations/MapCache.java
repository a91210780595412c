package org.needledrop.web.operations;

import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.projection.LibraryMap;

/** Caches the map until the library changes. */
final class MapCache {

  static final int USUAL_POINTS = 5000;

  private final ServedLibrary library;
  private LibraryStatistics drawnFrom;
  private int limit;
  private LibraryMap map;

  MapCache(ServedLibrary library) {
    this.library = library;
  }

  synchronized LibraryMap map(int points) {
    LibraryStatistics now = library.search().statistics();
    if (map == null || points != limit || !now.equals(drawnFrom)) {
      map = LibraryMap.of(library.search(), library.model().id(), points);
      drawnFrom = now;
      limit = points;
    }
    return map;
  }
}
