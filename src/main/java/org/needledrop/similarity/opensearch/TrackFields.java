package org.needledrop.similarity.opensearch;

import org.needledrop.similarity.Closeness;

/** The fields of a track's document, and how the cluster is to keep them. */
final class TrackFields {

  static final String AUDIO_HASH = "audio_hash";
  static final String PATH = "path";
  static final String LOWER_CASE_PATH = "lower_case_path";
  static final String METHOD = "method";
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

  private TrackFields() {}

  /**
   * What an index is made with. One shard answers a search alone, several each for its part; a copy
   * of each lies on a second node as soon as there is one. What is written is seen when it is asked
   * for, not before; vectors are kept in the graph, and to the bit in their binary fields.
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
         "_source": {"excludes": ["embedding_*", "genre_profile_*", "lower_case_path"]},
         "properties": {
           "audio_hash": {"type": "keyword"},
           "path": {"type": "keyword"},
           "lower_case_path": {"type": "keyword"},
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
        .formatted(shards);
  }

  /** A field holds vectors of one length; models differ in theirs. */
  static String vector(Closeness closeness, int length) {
    return switch (closeness) {
      case EMBEDDING -> "embedding_" + length;
      case GENRE_PROFILE -> "genre_profile_" + length;
    };
  }

  /** The vectors have length 1: their inner product is their cosine, and is less to compute. */
  static String vectorMapping(String field, int length) {
    return """
    {"properties": {"%s": {
      "type": "knn_vector",
      "dimension": %d,
      "method": {"name": "hnsw", "engine": "lucene", "space_type": "innerproduct"}}}}"""
        .formatted(field, length);
  }

  /**
   * The dot product that a score stands for (k-NN plugin, "Spaces", innerproduct): 1 more than it,
   * or, where it is negative, 1 / (1 - it).
   */
  static double dotProduct(double score) {
    return score >= 1 ? score - 1 : 1 - 1 / score;
  }
}
