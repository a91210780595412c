package org.needledrop.similarity.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.LibraryStatistics.GenreCount;

/** Counts all tracks of an index, column by column. */
final class LibraryCount {

  private final Map<String, Sum> genres = new TreeMap<>();
  private final Map<String, Long> abstained = new TreeMap<>();
  private long tracks;
  private double seconds;

  private LibraryCount() {}

  static LibraryStatistics of(IndexSearcher searcher) throws IOException {
    LibraryCount count = new LibraryCount();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      count.add(leaf.reader());
    }
    List<GenreCount> named =
        count.genres.entrySet().stream()
            .map(genre -> genre.getValue().count(genre.getKey()))
            .sorted(Comparator.comparingLong(GenreCount::tracks).reversed())
            .toList();
    return new LibraryStatistics(count.tracks, count.seconds, named, count.abstained);
  }

  private void add(LeafReader reader) throws IOException {
    Bits live = reader.getLiveDocs();
    SortedDocValues genre = DocValues.getSorted(reader, TrackDocument.GENRE);
    SortedDocValues reason = DocValues.getSorted(reader, TrackDocument.ABSTAINED);
    NumericDocValues length = DocValues.getNumeric(reader, TrackDocument.SECONDS);
    NumericDocValues confidence = DocValues.getNumeric(reader, TrackDocument.CONFIDENCE);
    for (int doc = 0; doc < reader.maxDoc(); doc++) {
      boolean isLive = live == null || live.get(doc);
      if (isLive
          && length.advanceExact(doc)
          && confidence.advanceExact(doc)
          && reason.advanceExact(doc)) {
        String why = reason.lookupOrd(reason.ordValue()).utf8ToString();
        double trackSeconds = Double.longBitsToDouble(length.longValue());
        tracks++;
        seconds += trackSeconds;
        if (!why.equals(TrackDocument.NOT_ABSTAINED)) {
          abstained.merge(why, 1L, Long::sum);
        } else if (genre.advanceExact(doc)) {
          genres
              .computeIfAbsent(genre.lookupOrd(genre.ordValue()).utf8ToString(), name -> new Sum())
              .add(trackSeconds, Double.longBitsToDouble(confidence.longValue()));
        }
      }
    }
  }

  private static final class Sum {
    private long tracks;
    private double seconds;
    private double confidences;

    void add(double trackSeconds, double confidence) {
      tracks++;
      seconds += trackSeconds;
      confidences += confidence;
    }

    GenreCount count(String genre) {
      return new GenreCount(genre, tracks, seconds, confidences / tracks);
    }
  }
}
