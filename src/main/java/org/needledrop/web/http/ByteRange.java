package org.needledrop.web.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file, both ends included (RFC 9110, section 14.1.2). */
public record ByteRange(long first, long last) {

  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Parses a Range header; empty for the whole file, if the header is malformed or lists several
   * ranges.
   *
   * @throws Problem 416 if the range lies outside of the file
   */
  public static Optional<ByteRange> parse(String header, long bytes) {
    Matcher range = ONE_RANGE.matcher(header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    boolean suffix = range.group(1).isEmpty();
    long first =
        suffix
            ? Math.max(0, bytes - Long.parseLong(range.group(2)))
            : Long.parseLong(range.group(1));
    long last =
        suffix || range.group(2).isEmpty()
            ? bytes - 1
            : Math.min(bytes - 1, Long.parseLong(range.group(2)));
    if (first >= bytes || (!suffix && last < first)) {
      throw new Problem(416, "range outside of the file's %d bytes".formatted(bytes));
    }
    return Optional.of(new ByteRange(first, last));
  }

  public long length() {
    return last - first + 1;
  }

  public String contentRange(long bytes) {
    return "bytes %d-%d/%d".formatted(first, last, bytes);
  }
}
