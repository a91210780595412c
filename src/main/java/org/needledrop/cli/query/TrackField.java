package org.needledrop.cli.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A field that a query, a sort or a format can name. The names are those of the JSON output. A new
 * field of the index, such as a title, is one more constant.
 */
public enum TrackField {
  PATH("path", false),
  TITLE("title", false),
  ARTIST("artist", false),
  ALBUM("album", false),
  YEAR("year", true),
  GENRE("genre", false),
  TOP_GENRE("topGenre", false),
  CONFIDENCE("confidence", true),
  ABSTAINED("abstained", false),
  SECONDS("seconds", true),
  MODEL("model", false);

  private final String label;
  private final boolean isNumber;

  TrackField(String label, boolean isNumber) {
    this.label = label;
    this.isNumber = isNumber;
  }

  /** Returns the field of a name, in any case. */
  static Optional<TrackField> named(String name) {
    return Arrays.stream(values()).filter(field -> field.label.equalsIgnoreCase(name)).findFirst();
  }

  /**
   * Returns the field of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static TrackField require(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no field '%s'; the fields are %s".formatted(name, names())));
  }

  private static String names() {
    return Arrays.stream(values()).map(field -> field.label).collect(Collectors.joining(", "));
  }

  /** Returns whether ranges apply. */
  boolean isNumber() {
    return isNumber;
  }

  /** Returns the value as shown; empty if the track has none. */
  public Optional<String> text(ListedTrack listed) {
    return switch (this) {
      case PATH -> Optional.of(listed.path());
      case GENRE -> listed.track().genre();
      case TOP_GENRE -> listed.track().topGenre();
      case CONFIDENCE -> format("%.2f", number(listed));
      case ABSTAINED -> listed.track().abstained();
      case SECONDS -> format("%.0f", number(listed));
      case TITLE -> listed.track().metadata().title();
      case ARTIST -> listed.track().metadata().artist();
      case ALBUM -> listed.track().metadata().album();
      case YEAR -> listed.track().metadata().year().map(String::valueOf);
      case MODEL -> Optional.of(listed.track().model());
    };
  }

  private static Optional<String> format(String format, OptionalDouble value) {
    return value.isPresent()
        ? Optional.of(String.format(Locale.ROOT, format, value.getAsDouble()))
        : Optional.empty();
  }

  /** Returns the number; empty if the track has none, or the field is a text. */
  OptionalDouble number(ListedTrack listed) {
    return switch (this) {
      case CONFIDENCE -> listed.track().confidence();
      case YEAR ->
          listed
              .track()
              .metadata()
              .year()
              .map(year -> OptionalDouble.of(year))
              .orElse(OptionalDouble.empty());
      case SECONDS -> OptionalDouble.of(listed.track().seconds());
      case PATH, TITLE, ARTIST, ALBUM, GENRE, TOP_GENRE, ABSTAINED, MODEL -> OptionalDouble.empty();
    };
  }
}
