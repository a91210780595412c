package org.needledrop.cli.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which tracks are listed, and in which order.
 *
 * @param alternatives a track must meet all terms of one of them
 * @param order the order of the tracks; empty for that of the index, by path
 */
public record TrackQuery(List<List<Term>> alternatives, Optional<Comparator<ListedTrack>> order) {

  public TrackQuery {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /**
   * Parses a query: terms that all must hold, {@code ,} between alternatives, and sort fields such
   * as {@code genre+} and {@code confidence-}.
   *
   * @throws IllegalArgumentException if a word is not valid; the message says why
   */
  public static TrackQuery parse(List<String> words) {
    List<List<Term>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));
    Optional<Comparator<ListedTrack>> order = Optional.empty();
    for (String word : words) {
      Optional<Comparator<ListedTrack>> sort = SortField.parse(word);
      if (sort.isPresent()) {
        order = Optional.of(order.map(first -> first.thenComparing(sort.get())).orElse(sort.get()));
      } else if (word.equals(",")) {
        alternatives.add(new ArrayList<>());
      } else {
        alternatives.getLast().add(TermParser.parse(word));
      }
    }
    return new TrackQuery(alternatives, order);
  }

  public boolean matches(ListedTrack track) {
    return alternatives.stream()
        .anyMatch(terms -> terms.stream().allMatch(term -> term.matches(track)));
  }
}
