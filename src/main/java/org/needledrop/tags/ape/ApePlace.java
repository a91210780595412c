package org.needledrop.tags.ape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * The bytes of an APE tag in a file. Lyrics3 v2.00 and ID3v1 may follow it, in this order.
 *
 * @param start offset of the tag, or where it belongs if there is none
 * @param end offset of the byte after it; {@code start} if there is none
 */
record ApePlace(long start, long end) {
  private static final int ID3V1 = 128;

  /** Bytes of {@code LYRICS200} and of the six digits before it. */
  private static final int LYRICS_END = 15;

  boolean isEmpty() {
    return start == end;
  }

  static ApePlace in(FileBytes file) throws IOException {
    if (text(file, 0, ApeTag.PREAMBLE.length()).equals(ApeTag.PREAMBLE)) {
      throw new UnreadableTag("its APE tag is at the start, where other programs do not look");
    }
    long end = file.size();
    if (text(file, end - ID3V1, 3).equals("TAG") && !isFooter(file, end)) {
      end -= ID3V1;
    }
    end -= lyricsSize(file, end);
    return isFooter(file, end) ? new ApePlace(start(file, end), end) : new ApePlace(end, end);
  }

  private static boolean isFooter(FileBytes file, long end) throws IOException {
    return text(file, end - ApeTag.FOOTER, ApeTag.PREAMBLE.length()).equals(ApeTag.PREAMBLE);
  }

  private static long start(FileBytes file, long end) throws IOException {
    long size = ApeTag.size(file.at(end - ApeTag.FOOTER, ApeTag.FOOTER));
    if (size < ApeTag.FOOTER || size > end) {
      throw new UnreadableTag("its APE tag is damaged: it is larger than the file");
    }
    return end - size;
  }

  private static long lyricsSize(FileBytes file, long end) throws IOException {
    String mark = text(file, end - LYRICS_END, LYRICS_END);
    if (!mark.matches("\\d{6}LYRICS200")) {
      return 0;
    }
    long size = Long.parseLong(mark.substring(0, 6)) + LYRICS_END;
    return text(file, end - size, 11).equals("LYRICSBEGIN") ? size : 0;
  }

  /** Returns the text at an offset; empty if that is outside of the file. */
  private static String text(FileBytes file, long offset, int length) throws IOException {
    return offset < 0 || offset + length > file.size()
        ? ""
        : ISO_8859_1.decode(file.at(offset, length)).toString();
  }
}
