package org.needledrop.cli.query;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** One condition of a query. */
sealed interface Term {

  boolean matches(ListedTrack track);

  /** The field has a value. */
  record Present(TrackField field) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      return field.text(track).isPresent();
    }
  }

  /**
   * The field contains a text in any case.
   *
   * @param part in lower case
   */
  record Contains(TrackField field, String part) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      return field.text(track).filter(value -> lower(value).contains(part)).isPresent();
    }
  }

  /** The field is a text in any case. */
  record Equal(TrackField field, String text) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      return field.text(track).filter(text::equalsIgnoreCase).isPresent();
    }
  }

  /** A regular expression matches a part of the field. */
  record Regex(TrackField field, Pattern pattern) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      return field.text(track).filter(value -> pattern.matcher(value).find()).isPresent();
    }
  }

  /** The number is at least {@code least} and at most {@code most}. */
  record Between(TrackField field, double least, double most) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      OptionalDouble value = field.number(track);
      return value.isPresent() && value.getAsDouble() >= least && value.getAsDouble() <= most;
    }
  }

  /** The other condition does not hold. */
  record Not(Term term) implements Term {
    @Override
    public boolean matches(ListedTrack track) {
      return !term.matches(track);
    }
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
