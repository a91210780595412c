package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Tells whether the last frame of a FLAC file is complete, by its checksum (RFC 9639, 9.3). */
final class FlacEnd {
  /** Bytes; more than a frame of 4,608 samples, 8 channels and 32 bits. */
  private static final int WINDOW = 1 << 18;

  /** The CRC-16 of a frame: x^16 + x^15 + x^2 + x^0, initialised with 0. */
  private static final int POLYNOMIAL = 0x8005;

  /**
   * The first 14 bits and the reserved one of a frame (9.1); the last bit is the block strategy.
   */
  private static final int SYNC = 0xFFF8;

  private static final int[] CRC = new int[256];

  static {
    for (int i = 0; i < CRC.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
      CRC[i] = crc & 0xFFFF;
    }
  }

  private FlacEnd() {}

  /** Returns whether a frame ends with the audio: with its own checksum, it has the checksum 0. */
  static boolean isComplete(FileChannel file) throws IOException {
    ByteBuffer tail = AudioTail.read(file, WINDOW);
    for (int at = tail.limit() - 2; at >= 0; at--) {
      boolean sync = (Short.toUnsignedInt(tail.getShort(at)) & 0xFFFE) == SYNC;
      if (sync && checksum(tail, at) == 0) {
        return true;
      }
    }
    return false;
  }

  private static int checksum(ByteBuffer bytes, int from) {
    int crc = 0;
    for (int at = from; at < bytes.limit(); at++) {
      crc = ((crc << 8) ^ CRC[(crc >> 8) ^ (bytes.get(at) & 0xFF)]) & 0xFFFF;
    }
    return crc;
  }
}
