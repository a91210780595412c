package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The last bytes of the audio, before tags at the end of the file: ID3v1 (id3.org), Lyrics3 v2.00
 * (id3.org, "Lyrics3 made easy") and APEv2 (Hydrogenaudio wiki, "APEv2 specification").
 */
final class AudioTail {
  private static final int ID3V1 = 128;
  private static final int APE_FOOTER = 32;
  private static final int APE_HAS_HEADER = 1 << 31;

  /** Bytes of the end marker and of the six digits before it. */
  private static final int LYRICS_MARK = 9;

  private static final int LYRICS_DIGITS = 6;

  /** There are three kinds of tags; more rounds would only serve a malicious file. */
  private static final int MOST_TAGS = 8;

  private AudioTail() {}

  /**
   * Returns the last bytes of the audio.
   *
   * @param most bytes to return; fewer if the file is smaller
   */
  static ByteBuffer read(FileChannel file, int most) throws IOException {
    long end = end(file);
    int size = (int) Math.min(most, end);
    return read(file, end - size, size);
  }

  /** Returns the offset of the byte after the audio. */
  static long end(FileChannel file) throws IOException {
    long end = file.size();
    for (int i = 0; i < MOST_TAGS; i++) {
      end -= tagSize(file, end);
    }
    return end;
  }

  /** Returns the bytes of the tag that ends at an offset; 0 if there is none. */
  private static long tagSize(FileChannel file, long end) throws IOException {
    long size = 0;
    if (text(file, end - ID3V1, 3).equals("TAG")) {
      size = ID3V1;
    } else if (text(file, end - APE_FOOTER, 8).equals("APETAGEX")) {
      size = apeSize(read(file, end - APE_FOOTER, APE_FOOTER).order(ByteOrder.LITTLE_ENDIAN));
    } else if (text(file, end - LYRICS_MARK, LYRICS_MARK).equals("LYRICS200")) {
      size = lyricsSize(text(file, end - LYRICS_MARK - LYRICS_DIGITS, LYRICS_DIGITS));
    }
    return size <= end ? size : 0;
  }

  private static long apeSize(ByteBuffer footer) {
    boolean header = (footer.getInt(20) & APE_HAS_HEADER) != 0;
    return Integer.toUnsignedLong(footer.getInt(12)) + (header ? APE_FOOTER : 0);
  }

  private static long lyricsSize(String digits) {
    return digits.length() == LYRICS_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits) + LYRICS_DIGITS + LYRICS_MARK
        : 0;
  }

  private static String text(FileChannel file, long offset, int size) throws IOException {
    return offset < 0 ? "" : ISO_8859_1.decode(read(file, offset, size)).toString();
  }

  /** Reads bytes; fewer at the end of the file. */
  static ByteBuffer read(FileChannel file, long offset, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
      // Reads until the buffer is full or the file ends.
    }
    return bytes.flip();
  }
}
