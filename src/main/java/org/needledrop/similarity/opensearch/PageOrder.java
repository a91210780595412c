package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackOrder;

/** Sorts pages of tracks, and finds the place where the next page begins. */
final class PageOrder {

  private PageOrder() {}

  static void sort(ObjectNode search, TrackOrder order) {
    ArrayNode sort = search.putArray("sort");
    String direction = order.descending() ? "desc" : "asc";
    if (order.by() == TrackOrder.By.PATH) {
      sort.addObject().put(TrackFields.PATH, direction);
    } else {
      sort.addObject()
          .putObject(field(order.by()))
          .put("order", direction)
          .put("missing", "_last")
          .put("unmapped_type", order.by().isNumber() ? "double" : "keyword");
      sort.addObject().put(TrackFields.PATH, "asc");
    }
    sort.addObject().put(TrackFields.AUDIO_HASH, "asc");
  }

  private static String field(TrackOrder.By by) {
    return switch (by) {
      case PATH -> TrackFields.PATH;
      case TITLE -> TrackFields.LOWER_CASE_TITLE;
      case ARTIST -> TrackFields.LOWER_CASE_ARTIST;
      case ALBUM -> TrackFields.LOWER_CASE_ALBUM;
      case GENRE -> TrackFields.GENRE;
      case YEAR -> TrackFields.YEAR;
      case CONFIDENCE -> TrackFields.CONFIDENCE;
      case SECONDS -> TrackFields.SECONDS;
    };
  }

  static void startBehind(ObjectNode search, TrackOrder order, LibraryPage.Position last) {
    ArrayNode after = search.putArray("search_after");
    if (order.by() != TrackOrder.By.PATH) {
      after.add(last.value().orElse(null));
    }
    after.add(last.path()).add(last.audioHash());
  }

  /**
   * @param hit a hit of the search, with its sort values
   */
  static LibraryPage.Position position(TrackOrder order, JsonNode hit, IndexedTrack track) {
    JsonNode value = hit.path("sort").path(0);
    boolean byPath = order.by() == TrackOrder.By.PATH;
    return new LibraryPage.Position(
        byPath || value.isNull() ? Optional.empty() : Optional.of(value.asText()),
        track.path(),
        track.audioHash());
  }
}
