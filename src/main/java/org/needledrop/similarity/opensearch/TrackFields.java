package org.needledrop.similarity.opensearch;

import org.needledrop.similarity.SimilarityMeasure;

/** The fields of a track's document and their mapping. */
final class TrackFields {

  static final String AUDIO_HASH = "audio_hash";
  static final String PATH = "path";
  static final String LOWER_CASE_PATH = "lower_case_path";
  static final String METHOD = "method";
  static final String TITLE = "title";
  static final String ARTIST = "artist";
  static final String ALBUM = "album";
  static final String YEAR = "year";
  static final String COVER = "cover";

  static final String LOWER_CASE_TITLE = "lower_case_title";
  static final String LOWER_CASE_ARTIST = "lower_case_artist";
  static final String LOWER_CASE_ALBUM = "lower_case_album";

  static final String GENRE = "genre";
  static final String GENRES = "genres";
  static final String CONFIDENCE = "confidence";
  static final String ABSTAINED = "abstained";
  static final String SECONDS = "seconds";
  static final String PROBABILITIES = "probabilities";
  static final String EMBEDDING = "embedding";
  static final String SNIPPET_SECONDS = "snippet_seconds";
  static final String STRIDE_SECONDS = "stride_seconds";
  static final String LEVELS = "levels";

  private static final String METADATA =
      """
      "title": {"type": "keyword", "index": false, "doc_values": false},
      "artist": {"type": "keyword", "index": false, "doc_values": false},
      "album": {"type": "keyword", "index": false, "doc_values": false},
      "lower_case_title": {"type": "keyword"},
      "lower_case_artist": {"type": "keyword"},
      "lower_case_album": {"type": "keyword"},
      "year": {"type": "short"},
      "cover": {"type": "boolean", "index": false, "doc_values": false}""";

  private TrackFields() {}

  /** Returns the mapping of the metadata, which indexes of older versions lack. */
  static String metadataMapping() {
    return "{\"properties\": {" + METADATA + "}}";
  }

  /**
   * Returns settings and mapping of a new index, with one replica per shard as soon as there is a
   * second node. Changes become visible on an explicit refresh. Vectors are stored in the graph,
   * and exactly in binary fields.
   */
  static String index(int shards) {
    return """
      {"settings": {"index": {
         "knn": true,
         "number_of_shards": %d,
         "auto_expand_replicas": "0-1",
         "refresh_interval": "-1"}},
       "mappings": {
         "dynamic": "strict",
         "_source": {"excludes": ["embedding_*", "genre_profile_*", "lower_case_*"]},
         "properties": {
           "audio_hash": {"type": "keyword"},
           "path": {"type": "keyword"},
           "lower_case_path": {"type": "keyword"},
           %s,
           "method": {"type": "keyword"},
           "genre": {"type": "keyword"},
           "genres": {"type": "keyword", "index": false, "doc_values": false},
           "confidence": {"type": "double"},
           "abstained": {"type": "keyword"},
           "seconds": {"type": "double"},
           "probabilities": {"type": "binary"},
           "embedding": {"type": "binary"},
           "snippet_seconds": {"type": "double", "index": false, "doc_values": false},
           "stride_seconds": {"type": "double", "index": false, "doc_values": false},
           "levels": {"type": "binary"}}}}"""
        .formatted(shards, METADATA);
  }

  /** Returns the vector field; one per length, as models differ. */
  static String vector(SimilarityMeasure closeness, int length) {
    return switch (closeness) {
      case EMBEDDING -> "embedding_" + length;
      case GENRE_PROFILE -> "genre_profile_" + length;
    };
  }

  /** Returns the mapping of a vector field; for unit vectors the inner product is the cosine. */
  static String vectorMapping(String field, int length) {
    return """
    {"properties": {"%s": {
      "type": "knn_vector",
      "dimension": %d,
      "method": {"name": "hnsw", "engine": "lucene", "space_type": "innerproduct"}}}}"""
        .formatted(field, length);
  }

  /**
   * Converts a score to the dot product d (k-NN plugin, "Spaces", innerproduct): the score is 1 +
   * d, or 1 / (1 - d) if d is negative.
   */
  static double dotProduct(double score) {
    return score >= 1 ? score - 1 : 1 - 1 / score;
  }
}
