package org.needledrop.audio;

import java.time.Duration;
import java.util.Locale;

/**
 * A header that states more audio than the file holds.
 *
 * @param declared duration that the header states
 * @param cutOff whether the audio ends in the middle; else the file plays to its end, and the
 *     header is wrong
 */
public record Shortfall(Duration declared, boolean cutOff) {
  private static final String CUT_OFF = " cut off";

  /** Returns a note for the user. */
  String note(Duration decoded) {
    return cutOff
        ? "cut off: only %s of %s are there".formatted(seconds(decoded), seconds(declared))
        : "its header states %s, but it plays %s".formatted(seconds(declared), seconds(decoded));
  }

  /** Returns the form of the journal: {@code PT20.04S}, {@code PT20S cut off}. */
  @Override
  public String toString() {
    return declared + (cutOff ? CUT_OFF : "");
  }

  /** Reads {@link #toString}. */
  public static Shortfall parse(String text) {
    boolean cutOff = text.endsWith(CUT_OFF);
    String declared = cutOff ? text.substring(0, text.length() - CUT_OFF.length()) : text;
    return new Shortfall(Duration.parse(declared), cutOff);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
