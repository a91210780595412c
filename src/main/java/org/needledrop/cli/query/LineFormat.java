package org.needledrop.cli.query;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line with fields in it: {@code $genre $confidence $path} or {@code ${genre}s}. */
public final class LineFormat {

  private static final Pattern FIELD = Pattern.compile("\\$(?:\\{([A-Za-z]+)}|([A-Za-z]+))");

  private final String template;

  /**
   * @throws IllegalArgumentException if it names an unknown field
   */
  public LineFormat(String template) {
    this.template = template;
    FIELD.matcher(template).results().forEach(LineFormat::field);
  }

  private static TrackField field(MatchResult found) {
    return TrackField.require(found.group(1) == null ? found.group(2) : found.group(1));
  }

  /**
   * Returns the line of a track; fields without a value are empty.
   *
   * @param shown how the track's path is shown
   */
  public String of(ListedTrack track, Function<String, String> shown) {
    return FIELD
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(field(found), track, shown)));
  }

  private static String value(TrackField field, ListedTrack track, Function<String, String> shown) {
    return field == TrackField.PATH
        ? shown.apply(track.track().path())
        : field.text(track).orElse("");
  }
}
