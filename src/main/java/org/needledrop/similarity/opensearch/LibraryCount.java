package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.LibraryStatistics.GenreCount;

/** Counts all tracks by an aggregation. */
final class LibraryCount {

  /** Counts up to 10,000 genres and as many reasons. */
  static final String SEARCH =
      """
      {"size": 0,
       "track_total_hits": true,
       "aggs": {
         "seconds": {"sum": {"field": "seconds"}},
         "abstained": {"terms": {"field": "abstained", "size": 10000}},
         "named": {
           "filter": {"bool": {"must_not": {"exists": {"field": "abstained"}}}},
           "aggs": {
             "genres": {
               "terms": {"field": "genre", "size": 10000},
               "aggs": {
                 "seconds": {"sum": {"field": "seconds"}},
                 "confidence": {"avg": {"field": "confidence"}}}}}}}}""";

  private LibraryCount() {}

  static LibraryStatistics of(JsonNode answer) {
    JsonNode counted = answer.path("aggregations");
    List<GenreCount> genres = new ArrayList<>();
    for (JsonNode genre : counted.path("named").path("genres").path("buckets")) {
      genres.add(
          new GenreCount(
              genre.path("key").textValue(),
              genre.path("doc_count").longValue(),
              genre.path("seconds").path("value").doubleValue(),
              genre.path("confidence").path("value").doubleValue()));
    }
    Map<String, Long> abstained = new TreeMap<>();
    for (JsonNode reason : counted.path("abstained").path("buckets")) {
      abstained.put(reason.path("key").textValue(), reason.path("doc_count").longValue());
    }
    return new LibraryStatistics(
        answer.path("hits").path("total").path("value").longValue(),
        counted.path("seconds").path("value").doubleValue(),
        genres,
        abstained);
  }
}
