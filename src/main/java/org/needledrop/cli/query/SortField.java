package org.needledrop.cli.query;

import java.util.Comparator;
import java.util.Optional;

/** Parses sort fields: {@code genre+} ascending, {@code confidence-} descending. */
final class SortField {

  private SortField() {}

  /** Returns the order of a word; empty if it is not a field with a sign. */
  static Optional<Comparator<ListedTrack>> parse(String word) {
    boolean ascending = word.endsWith("+");
    if (!ascending && !word.endsWith("-")) {
      return Optional.empty();
    }
    return TrackField.named(word.substring(0, word.length() - 1))
        .map(field -> order(field, ascending));
  }

  /** Tracks without a value come last in both directions. */
  private static Comparator<ListedTrack> order(TrackField field, boolean ascending) {
    Comparator<ListedTrack> values =
        field.isNumber()
            ? Comparator.comparingDouble(track -> field.number(track).orElse(0))
            : Comparator.comparing(
                track -> field.text(track).orElse(""), String.CASE_INSENSITIVE_ORDER);
    Comparator<ListedTrack> missing = Comparator.comparing(track -> field.text(track).isEmpty());
    return missing.thenComparing(ascending ? values : values.reversed());
  }
}
