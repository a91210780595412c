package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Turns ffmpeg's {@code f32le} bytes into samples, one reused block at a time. */
final class PcmReader {
  /** 16,384 samples: the 64 KiB that a pipe holds. */
  private static final int BLOCK = 16_384;

  private final InputStream bytes;
  private final byte[] block = new byte[BLOCK * Float.BYTES];
  private final FloatBuffer view =
      ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  private final float[] samples = new float[BLOCK];

  PcmReader(InputStream bytes) {
    this.bytes = bytes;
  }

  /** Returns the block last read. */
  float[] samples() {
    return samples;
  }

  /** Reads the next block and returns its number of samples; 0 at the end. */
  int read() throws IOException {
    int count = bytes.readNBytes(block, 0, block.length) / Float.BYTES;
    view.get(0, samples, 0, count);
    return count;
  }
}
