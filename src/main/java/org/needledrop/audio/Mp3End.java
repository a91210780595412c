package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Tells whether the last frame of an MPEG audio file is complete (ISO 11172-3, 2.4.1 to 2.4.3). */
final class Mp3End {
  /** Bytes; a frame has 1,728 at most, and zeros or a few odd bytes may follow it. */
  private static final int WINDOW = 8192;

  /** kbit/s by index, for MPEG-1 layers 1 to 3, then for MPEG-2 layer 1 and layers 2 and 3. */
  private static final int[][] BIT_RATES = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}
  };

  private static final int[] SAMPLE_RATES_HZ = {44_100, 48_000, 32_000, 0};

  private Mp3End() {}

  /** Returns whether a frame ends where the audio does; zeros after it are padding. */
  static boolean isComplete(FileChannel file) throws IOException {
    ByteBuffer tail = AudioTail.read(file, WINDOW);
    int end = tail.limit();
    int soundEnd = end;
    while (soundEnd > 0 && tail.get(soundEnd - 1) == 0) {
      soundEnd--;
    }
    for (int at = 0; at + 4 <= end; at++) {
      int size = frameSize(tail.getInt(at));
      if (size > 0 && at + size >= soundEnd && at + size <= end) {
        return true;
      }
    }
    return false;
  }

  /** Returns a frame's size in bytes; 0 if these are not the first four bytes of a frame. */
  static int frameSize(int header) {
    int version = header >>> 19 & 3; // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5
    int layer = 4 - (header >>> 17 & 3);
    if (header >>> 21 != 0x7FF || version == 1 || layer == 4) {
      return 0;
    }
    boolean first = version == 3;
    int[] rates = BIT_RATES[first ? layer - 1 : layer == 1 ? 3 : 4];
    long bitRate = 1000L * rates[header >>> 12 & 15];
    int sampleRateHz = SAMPLE_RATES_HZ[header >>> 10 & 3] >> (first ? 0 : version == 2 ? 1 : 2);
    if (bitRate == 0 || sampleRateHz == 0) {
      return 0;
    }
    int padding = header >>> 9 & 1;
    int slots = layer == 1 ? 12 : layer == 3 && !first ? 72 : 144;
    int slotBytes = layer == 1 ? 4 : 1;
    return (int) (slots * bitRate / sampleRateHz + padding) * slotBytes;
  }
}
