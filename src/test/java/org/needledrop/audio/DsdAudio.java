package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes DSF and DSDIFF files, for which ffmpeg has no encoder: a sine in one channel of DSD64. */
public final class DsdAudio {
  private static final int RATE_HZ = 2_822_400;
  private static final int BLOCK = 4096;

  private DsdAudio() {}

  /** A DSF file without a tag (DSF 1.01). */
  public static Path dsf(Path file, double hz, double seconds) throws IOException {
    int samples = (int) (RATE_HZ * seconds);
    int bytes = (samples / 8 + BLOCK - 1) / BLOCK * BLOCK;
    ByteBuffer out = ByteBuffer.allocate(28 + 52 + 12 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("DSD ")).putLong(28).putLong(out.capacity()).putLong(0);
    out.put(ascii("fmt ")).putLong(52).putInt(1).putInt(0).putInt(1).putInt(1).putInt(RATE_HZ);
    out.putInt(1).putLong(samples).putInt(BLOCK).putInt(0);
    out.put(ascii("data")).putLong(12 + bytes).put(bits(hz, bytes, true));
    return Files.write(file, out.array());
  }

  /** A DSDIFF file (DSDIFF 1.5). */
  public static Path dsdiff(Path file, double hz, double seconds) throws IOException {
    int bytes = (int) (RATE_HZ * seconds / 8) / 2 * 2;
    ByteBuffer properties = ByteBuffer.allocate(4 + 16 + 18 + 32);
    properties.put(ascii("SND ")).put(ascii("FS  ")).putLong(4).putInt(RATE_HZ);
    properties.put(ascii("CHNL")).putLong(6).putShort((short) 1).put(ascii("C   "));
    properties.put(ascii("CMPR")).putLong(20).put(ascii("DSD ")).put((byte) 14);
    properties.put(ascii("not compressed")).put((byte) 0);
    int size = 4 + 16 + 12 + properties.capacity() + 12 + bytes;
    ByteBuffer out = ByteBuffer.allocate(12 + size);
    out.put(ascii("FRM8")).putLong(size).put(ascii("DSD "));
    out.put(ascii("FVER")).putLong(4).putInt(0x01050000);
    out.put(ascii("PROP")).putLong(properties.capacity()).put(properties.array());
    out.put(ascii("DSD ")).putLong(bytes).put(bits(hz, bytes, false));
    return Files.write(file, out.array());
  }

  /** One bit a sample, by a first-order delta-sigma modulator; half the full level of DSD. */
  private static byte[] bits(double hz, int bytes, boolean lowestFirst) {
    byte[] out = new byte[bytes];
    double error = 0;
    for (int i = 0; i < bytes * 8; i++) {
      error += 0.5 * Math.sin(2 * Math.PI * hz * i / RATE_HZ);
      boolean one = error > 0;
      error -= one ? 1 : -1;
      if (one) {
        out[i / 8] |= (byte) (lowestFirst ? 1 << i % 8 : 0x80 >> i % 8);
      }
    }
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
