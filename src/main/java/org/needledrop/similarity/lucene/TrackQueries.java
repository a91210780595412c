package org.needledrop.similarity.lucene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;

/** Builds Lucene queries. */
final class TrackQueries {

  private TrackQueries() {}

  static Query has(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  /** Matches older entries at a path, with another recording. */
  static Query othersAt(String path, String audioHash) {
    return new BooleanQuery.Builder()
        .add(has(TrackDocument.PATH, path), Occur.FILTER)
        .add(has(TrackDocument.AUDIO_HASH, audioHash), Occur.MUST_NOT)
        .build();
  }

  /**
   * Returns a nearest-neighbour query; more {@code candidates} give a higher recall.
   *
   * @param filter filter; empty if all tracks pass, as it would be evaluated for each of them
   */
  static Query nearest(SimilarityQuery query, Optional<Query> filter, int candidates) {
    return new KnnFloatVectorQuery(
        TrackDocument.vectorField(query.closeness(), query.direction().length),
        query.direction(),
        candidates,
        filter.orElse(null));
  }

  /** Matches tracks of a model that pass a filter. */
  static Query passing(TrackFilter filter, String model) {
    return new BooleanQuery.Builder()
        .add(has(TrackDocument.METHOD, model), Occur.FILTER)
        .add(passing(filter), Occur.FILTER)
        .build();
  }

  static Query passing(TrackFilter filter) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    if (!filter.genres().isEmpty()) {
      all.add(oneOf(TrackDocument.GENRE, filter.genres()), Occur.FILTER);
    }
    if (filter.minConfidence() > 0 || filter.maxConfidence() < 1) {
      all.add(
          DoublePoint.newRangeQuery(
              TrackDocument.CONFIDENCE, filter.minConfidence(), filter.maxConfidence()),
          Occur.FILTER);
    }
    if (!filter.without().isEmpty()) {
      all.add(oneOf(TrackDocument.AUDIO_HASH, filter.without()), Occur.MUST_NOT);
    }
    filter
        .abstained()
        .ifPresent(
            abstained ->
                all.add(
                    has(TrackDocument.ABSTAINED, TrackDocument.NOT_ABSTAINED),
                    abstained ? Occur.MUST_NOT : Occur.FILTER));
    filter
        .folder()
        .ifPresent(
            folder ->
                all.add(new PrefixQuery(new Term(TrackDocument.PATH, folder + "/")), Occur.FILTER));
    filter.text().ifPresent(text -> all.add(holds(text), Occur.FILTER));
    return all.build();
  }

  private static Query oneOf(String field, Collection<String> values) {
    List<BytesRef> terms = new ArrayList<>();
    values.forEach(value -> terms.add(new BytesRef(value)));
    return new TermInSetQuery(field, terms);
  }

  /** Matches a part of the path, title, artist or album. */
  private static Query holds(String text) {
    String pattern = "*" + text.replaceAll("[\\\\*?]", "\\\\$0") + "*";
    return new BooleanQuery.Builder()
        .add(new WildcardQuery(new Term(TrackDocument.LOWER_CASE_PATH, pattern)), Occur.SHOULD)
        .add(new WildcardQuery(new Term(TrackDocument.LOWER_CASE_TAGS, pattern)), Occur.SHOULD)
        .build();
  }
}
