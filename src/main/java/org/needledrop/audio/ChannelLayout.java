package org.needledrop.audio;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Parses ffmpeg's names of channel layouts (libavutil/channel_layout.c). */
final class ChannelLayout {
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("mono", 1),
          Map.entry("stereo", 2),
          Map.entry("downmix", 2),
          Map.entry("quad", 4),
          Map.entry("hexagonal", 6),
          Map.entry("octagonal", 8),
          Map.entry("cube", 8),
          Map.entry("hexadecagonal", 16));

  /** {@code 6 channels}, {@code 5.1(side)}, {@code 7.1.4}. */
  private static final Pattern COUNTED =
      Pattern.compile("(\\d{1,3}) channels.*|(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{1,2}))?(?:\\(.*)?");

  private ChannelLayout() {}

  /** Returns the number of channels; empty for an unknown name. */
  static OptionalInt channels(String layout) {
    Matcher counted = COUNTED.matcher(layout);
    if (counted.matches()) {
      return OptionalInt.of(sum(counted));
    }
    return NAMED.containsKey(layout) ? OptionalInt.of(NAMED.get(layout)) : OptionalInt.empty();
  }

  private static int sum(MatchResult counted) {
    return IntStream.rangeClosed(1, counted.groupCount())
        .mapToObj(counted::group)
        .mapToInt(number -> number == null ? 0 : Integer.parseInt(number))
        .sum();
  }
}
