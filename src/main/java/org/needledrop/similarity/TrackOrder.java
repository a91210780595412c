package org.needledrop.similarity;

import java.util.Locale;

/**
 * The order of listed tracks; equal ones are ordered by path, and tracks without the value come
 * last.
 */
public record TrackOrder(By by, boolean descending) {

  /** The usual order. */
  public static final TrackOrder PATH = new TrackOrder(By.PATH, false);

  /**
   * Parses an order.
   *
   * @param text {@code title}, or {@code -title} for descending
   * @throws IllegalArgumentException if there is none of this name
   */
  public static TrackOrder named(String text) {
    boolean descending = text.startsWith("-");
    String name = descending ? text.substring(1) : text;
    return new TrackOrder(By.valueOf(name.toUpperCase(Locale.ROOT)), descending);
  }

  @Override
  public String toString() {
    return (descending ? "-" : "") + by.name().toLowerCase(Locale.ROOT);
  }

  /** What tracks are ordered by; texts without regard to case. */
  public enum By {
    PATH,
    TITLE,
    ARTIST,
    ALBUM,
    GENRE,
    YEAR,
    CONFIDENCE,
    SECONDS;

    /** Returns whether values are numbers and not texts. */
    public boolean isNumber() {
      return switch (this) {
        case PATH, TITLE, ARTIST, ALBUM, GENRE -> false;
        case YEAR, CONFIDENCE, SECONDS -> true;
      };
    }
  }
}
