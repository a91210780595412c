package org.needledrop.similarity.lucene;

import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackOrder;

/** Sorts pages of tracks, and finds the place where the next page begins. */
record PageOrder(TrackOrder order) {

  Sort sort() {
    SortField path = new SortField(TrackDocument.PATH, SortField.Type.STRING);
    SortField recording = new SortField(TrackDocument.AUDIO_HASH, SortField.Type.STRING);
    return switch (order.by()) {
      case PATH ->
          new Sort(
              new SortField(TrackDocument.PATH, SortField.Type.STRING, order.descending()),
              recording);
      case TITLE -> new Sort(text(TrackDocument.TITLE), path, recording);
      case ARTIST -> new Sort(text(TrackDocument.ARTIST), path, recording);
      case ALBUM -> new Sort(text(TrackDocument.ALBUM), path, recording);
      case GENRE -> new Sort(text(TrackDocument.GENRE), path, recording);
      case YEAR -> new Sort(number(TrackDocument.YEAR), path, recording);
      case CONFIDENCE -> new Sort(number(TrackDocument.CONFIDENCE), path, recording);
      case SECONDS -> new Sort(number(TrackDocument.SECONDS), path, recording);
    };
  }

  /** Lucene reverses the place of missing values as well. */
  private SortField text(String field) {
    Object missing = order.descending() ? SortField.STRING_FIRST : SortField.STRING_LAST;
    return new SortField(field, SortField.Type.STRING, order.descending(), missing);
  }

  private SortField number(String field) {
    return new SortField(field, SortField.Type.DOUBLE, order.descending(), missing());
  }

  /** Returns the value of tracks without one, which sorts last. */
  private double missing() {
    return order.descending() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  LibraryPage.Position position(ScoreDoc document, IndexedTrack track) {
    Object value = ((FieldDoc) document).fields[0];
    return new LibraryPage.Position(
        order.by() == TrackOrder.By.PATH ? Optional.empty() : text(value),
        track.path(),
        track.audioHash());
  }

  private static Optional<String> text(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case BytesRef text -> Optional.of(text.utf8ToString());
      case Double number when number.isInfinite() -> Optional.empty();
      case Object other -> Optional.of(other.toString());
    };
  }

  /**
   * Returns the sort position after a track.
   *
   * @throws NumberFormatException if the position is of another order
   */
  ScoreDoc behind(LibraryPage.Position position, IndexSearcher searcher) {
    BytesRef path = new BytesRef(position.path());
    BytesRef recording = new BytesRef(position.audioHash());
    Object[] values =
        order.by() == TrackOrder.By.PATH
            ? new Object[] {path, recording}
            : new Object[] {value(position.value()), path, recording};
    int lastDocument = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
    return new FieldDoc(lastDocument, Float.NaN, values);
  }

  private Object value(Optional<String> text) {
    if (order.by().isNumber()) {
      return text.map(Double::valueOf).orElse(missing());
    }
    return text.map(BytesRef::new).orElse(null);
  }
}
