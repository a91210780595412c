package org.needledrop.tags.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.needledrop.tags.FileBytes;

/**
 * An ID3v1 tag, the last 128 bytes of a file: texts of fixed length, then the number of a genre
 * (id3.org, ID3v1; version 1.1 has a track number at the end of the comment).
 */
final class Id3V1 {
  private static final int SIZE = 128;
  private static final int TITLE = 3;
  private static final int ARTIST = 33;
  private static final int ALBUM = 63;
  private static final int YEAR = 93;
  private static final int COMMENT = 97;
  private static final int ZERO_BEFORE_TRACK = 125;
  private static final int TRACK = 126;
  private static final int GENRE = 127;
  private static final int NO_GENRE = 255;

  private Id3V1() {}

  /**
   * Returns the fields as an ID3v2 tag. Genre 0, Blues, is left out: tags filled with zeros have
   * it, too.
   */
  static Id3Tag of(FileBytes file) throws IOException {
    if (file.size() < SIZE) {
      return Id3Tag.NONE;
    }
    ByteBuffer tag = file.at(file.size() - SIZE, SIZE);
    return text(tag, 0, TITLE).equals("TAG") ? Id3Tag.ofTexts(texts(tag)) : Id3Tag.NONE;
  }

  private static Map<String, String> texts(ByteBuffer tag) {
    boolean hasTrack = tag.get(ZERO_BEFORE_TRACK) == 0 && tag.get(TRACK) != 0;
    int genre = Byte.toUnsignedInt(tag.get(GENRE));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("TIT2", text(tag, TITLE, ARTIST));
    texts.put("TPE1", text(tag, ARTIST, ALBUM));
    texts.put("TALB", text(tag, ALBUM, YEAR));
    texts.put("TDRC", text(tag, YEAR, COMMENT));
    texts.put("COMM", text(tag, COMMENT, hasTrack ? ZERO_BEFORE_TRACK : GENRE));
    texts.put("TRCK", hasTrack ? Integer.toString(Byte.toUnsignedInt(tag.get(TRACK))) : "");
    texts.put("TCON", genre == 0 || genre == NO_GENRE ? "" : Integer.toString(genre));
    return texts;
  }

  /** Returns a text up to its end or a zero. */
  private static String text(ByteBuffer tag, int from, int to) {
    String text = ISO_8859_1.decode(tag.slice(from, to - from)).toString();
    int end = text.indexOf(0);
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
