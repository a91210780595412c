package org.needledrop.tagging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes a damaged Ogg page look sound, so that what it says is believed (RFC 3533, section 6). */
final class OggChecksums {
  private static final int CAPTURE_PATTERN = 0x5367674F;
  private static final int HEADER = 27;
  private static final int CHECKSUM = 22;
  private static final int POLYNOMIAL = 0x04C11DB7;

  private OggChecksums() {}

  /** The same bytes with the checksum of each page that can be followed from the start. */
  static byte[] corrected(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + HEADER <= file.length && bytes.getInt(at) == CAPTURE_PATTERN) {
      int end = end(file, at);
      if (end > file.length) {
        return file;
      }
      bytes.putInt(at + CHECKSUM, 0);
      bytes.putInt(at + CHECKSUM, checksum(file, at, end));
      at = end;
    }
    return file;
  }

  private static int end(byte[] file, int page) {
    int segments = Byte.toUnsignedInt(file[page + HEADER - 1]);
    int end = page + HEADER + segments;
    for (int i = page + HEADER; i < Math.min(page + HEADER + segments, file.length); i++) {
      end += Byte.toUnsignedInt(file[i]);
    }
    return end;
  }

  private static int checksum(byte[] file, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= file[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
      }
    }
    return crc;
  }
}
