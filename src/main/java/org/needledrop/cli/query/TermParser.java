package org.needledrop.cli.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Parses one word of a query, in the notation of beets. */
final class TermParser {

  private static final Pattern FIELD = Pattern.compile("([A-Za-z]+):(.*)", Pattern.DOTALL);

  private TermParser() {}

  /**
   * Parses a condition: {@code field:part}, {@code field:=text}, {@code field::regex}, {@code
   * field:1..2}, {@code field:}, a part of the path, or one of these after {@code -} or {@code ^}.
   *
   * @throws IllegalArgumentException if the field is unknown or its value invalid
   */
  static Term parse(String word) {
    boolean negated = word.length() > 1 && (word.startsWith("-") || word.startsWith("^"));
    if (negated) {
      return new Term.Not(positive(word.substring(1)));
    }
    return positive(word);
  }

  private static Term positive(String word) {
    Matcher parts = FIELD.matcher(word);
    return parts.matches()
        ? ofField(TrackField.require(parts.group(1)), parts.group(2))
        : new Term.Contains(TrackField.PATH, Term.lower(word));
  }

  private static Term ofField(TrackField field, String value) {
    if (value.isEmpty()) {
      return new Term.Present(field);
    }
    if (value.startsWith(":")) {
      return new Term.Regex(field, regex(value.substring(1)));
    }
    if (field.isNumber()) {
      return range(field, value);
    }
    return value.startsWith("=")
        ? new Term.Equal(field, value.substring(1))
        : new Term.Contains(field, Term.lower(value));
  }

  private static Pattern regex(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a regular expression: %s".formatted(expression, e.getDescription()), e);
    }
  }

  private static Term range(TrackField field, String value) {
    int dots = value.indexOf("..");
    if (dots < 0) {
      double number = number(value);
      double half = 0.5 * Math.pow(10, -decimals(value));
      return new Term.Between(field, number - half, number + half);
    }
    String from = value.substring(0, dots);
    String to = value.substring(dots + 2);
    return new Term.Between(
        field,
        from.isEmpty() ? Double.NEGATIVE_INFINITY : number(from),
        to.isEmpty() ? Double.POSITIVE_INFINITY : number(to));
  }

  private static int decimals(String number) {
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.length() - point - 1;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a number or a range such as 0.5..0.8".formatted(text), e);
    }
  }
}
