package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the duration in a RIFF/WAVE header of PCM: size of the {@code data} chunk divided by sample
 * rate and block size in {@code fmt }. The bytes per second there are wrong in many files. Source:
 * Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft, 1991.
 */
final class WavHeader {
  private static final int RIFF = fourCc("RIFF");
  private static final int FMT = fourCc("fmt ");
  private static final int DATA = fourCc("data");
  private static final int MAX_CHUNKS = 1000;

  /** PCM, float, A-law, mu-law and the extensible format (Microsoft's mmreg.h). */
  private static final Set<Integer> PCM = Set.of(1, 3, 6, 7, 0xFFFE);

  private WavHeader() {}

  /** Returns the duration; empty if the file is not RIFF or the header leaves it open. */
  static Optional<Duration> duration(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel, 0, 4).getInt(0) == RIFF ? duration(channel) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> duration(FileChannel channel) throws IOException {
    long bytesPerSecond = 0;
    long position = 12;
    for (int i = 0; i < MAX_CHUNKS; i++) {
      ByteBuffer chunk = read(channel, position, 8);
      int id = chunk.getInt(0);
      long size = Integer.toUnsignedLong(chunk.getInt(4));
      if (id == FMT) {
        bytesPerSecond = bytesPerSecond(read(channel, position + 8, 14));
      } else if (id == DATA) {
        return known(size, bytesPerSecond);
      }
      position += 8 + size + (size & 1);
    }
    return Optional.empty();
  }

  /** Returns 0 for a compressed format, whose blocks are no samples. */
  private static long bytesPerSecond(ByteBuffer format) {
    long rateHz = Integer.toUnsignedLong(format.getInt(4));
    boolean pcm = PCM.contains(Short.toUnsignedInt(format.getShort(0)));
    return pcm ? rateHz * Short.toUnsignedInt(format.getShort(12)) : 0;
  }

  private static Optional<Duration> known(long size, long bytesPerSecond) {
    return isOpen(size) || bytesPerSecond == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(size * 1000 / bytesPerSecond));
  }

  /**
   * Returns whether a size is a placeholder of a program that wrote to a pipe: 0, about 4 GiB
   * (ffmpeg) or about 2 GiB (SoX, arecord).
   */
  static boolean isOpen(long size) {
    return size == 0
        || (size >= 0x7FFF_0000L && size <= 0x8000_0000L)
        || (size >= 0xFFFF_0000L && size <= 0xFFFF_FFFFL);
  }

  private static int fourCc(String id) {
    return id.charAt(0) | id.charAt(1) << 8 | id.charAt(2) << 16 | id.charAt(3) << 24;
  }

  /** Reads bytes; those past the end of the file are zero. */
  private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(bytes, position);
    return bytes;
  }
}
