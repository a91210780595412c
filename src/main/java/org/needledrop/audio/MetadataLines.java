package org.needledrop.audio;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects the tags that ffmpeg prints of a file and of its first audio stream, where Ogg has them
 * (libavformat/dump.c, {@code dump_metadata}). Tags of chapters and of other streams, such as the
 * title of a cover, are not the track's.
 */
final class MetadataLines {

  private static final Pattern SECTION =
      Pattern.compile("(?:Input #0| +Chapter #0:| +Stream #0:\\d+)(.*)");
  private static final Pattern TAG = Pattern.compile(" {4,6}(\\S[^:]{0,40}?) *: (.*)");
  private static final Pattern YEAR = Pattern.compile("\\b([12]\\d{3})(?!\\d)");

  private final Map<String, String> tags = new HashMap<>();
  private boolean ofTrack;
  private boolean audioSeen;
  private boolean cover;

  void read(String line) {
    Matcher section = SECTION.matcher(line);
    if (section.matches()) {
      enter(line, section.group(1));
      return;
    }
    Matcher tag = TAG.matcher(line);
    if (ofTrack && tag.matches()) {
      String value = tag.group(2).replaceAll("\\p{Cntrl}", " ").strip();
      if (!value.isEmpty()) {
        tags.putIfAbsent(tag.group(1).toLowerCase(Locale.ROOT), value);
      }
    }
  }

  private void enter(String line, String rest) {
    boolean audio = rest.contains(": Audio: ");
    ofTrack = line.startsWith("Input") || (audio && !audioSeen);
    audioSeen |= audio;
    cover |= rest.contains(": Video: ") && rest.endsWith("(attached pic)");
  }

  Metadata metadata() {
    return new Metadata(
        value("title"),
        value("artist").or(() -> value("album_artist")),
        value("album"),
        value("date").or(() -> value("year")).flatMap(MetadataLines::year),
        cover);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  private static Optional<Integer> year(String date) {
    Matcher year = YEAR.matcher(date);
    return year.find() ? Optional.of(Integer.valueOf(year.group(1))) : Optional.empty();
  }
}
