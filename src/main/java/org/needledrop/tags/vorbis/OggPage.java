package org.needledrop.tags.vorbis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * A raw page of an Ogg stream (RFC 3533, section 6).
 *
 * @param bytes little-endian, from the capture pattern to the end of the body
 */
public record OggPage(ByteBuffer bytes) {
  static final int HEADER = 27;
  static final int MOST_SEGMENTS = 255;

  /** Bytes; a packet ends with its first smaller segment. */
  static final int LARGEST_SEGMENT = 255;

  /** Flag of a page whose first segment continues the packet of the page before. */
  static final int CONTINUED = 1;

  /** Flag of the last page of a stream. */
  static final int LAST = 4;

  /** Granule position of a page on which no packet ends. */
  static final long NO_GRANULE = -1;

  /** Flag of the first page of a stream. */
  private static final int FIRST = 2;

  private static final int CAPTURE_PATTERN = 0x5367674F;
  private static final int VERSION = 4;
  private static final int FLAGS = 5;
  private static final int GRANULE = 6;
  private static final int SERIAL = 14;
  private static final int SEQUENCE = 18;
  private static final int CHECKSUM = 22;
  private static final int SEGMENTS = 26;

  private static final int[] CRC_TABLE = crcTable();

  public static OggPage at(FileBytes file, long offset) throws IOException {
    ByteBuffer header = file.at(offset, HEADER).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != CAPTURE_PATTERN) {
      throw new UnreadableTag("an Ogg page is missing; the file is damaged");
    }
    int segments = Byte.toUnsignedInt(header.get(SEGMENTS));
    ByteBuffer lacing = file.at(offset + HEADER, segments);
    int body = 0;
    while (lacing.hasRemaining()) {
      body += Byte.toUnsignedInt(lacing.get());
    }
    ByteBuffer bytes = file.at(offset, HEADER + segments + body);
    return new OggPage(bytes.order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * @param granule granule position of the last packet that ends on the page, or {@link
   *     #NO_GRANULE}
   */
  static OggPage of(
      int serial, int sequence, int flags, long granule, ByteBuffer lacing, ByteBuffer body) {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + lacing.remaining() + body.remaining())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0, CAPTURE_PATTERN)
            .put(FLAGS, (byte) flags)
            .putLong(GRANULE, granule)
            .putInt(SERIAL, serial)
            .putInt(SEQUENCE, sequence)
            .put(SEGMENTS, (byte) lacing.remaining());
    bytes.position(HEADER).put(lacing.duplicate()).put(body.duplicate()).rewind();
    return new OggPage(bytes).withChecksum();
  }

  /** Returns the version of the page's structure; RFC 3533 defines only 0. */
  int version() {
    return Byte.toUnsignedInt(bytes.get(VERSION));
  }

  int flags() {
    return bytes.get(FLAGS);
  }

  /** Returns whether a stream starts with the page. */
  boolean isFirst() {
    return (flags() & FIRST) != 0;
  }

  long granule() {
    return bytes.getLong(GRANULE);
  }

  int serial() {
    return bytes.getInt(SERIAL);
  }

  public int sequence() {
    return bytes.getInt(SEQUENCE);
  }

  public int size() {
    return bytes.capacity();
  }

  int segments() {
    return Byte.toUnsignedInt(bytes.get(SEGMENTS));
  }

  /** Returns the size of a segment; below 255 it ends a packet. */
  int segment(int index) {
    return Byte.toUnsignedInt(bytes.get(HEADER + index));
  }

  /** Returns whether the page holds exactly one complete packet. */
  boolean isOnePacket() {
    int last = segments() - 1;
    return last >= 0
        && segment(last) < LARGEST_SEGMENT
        && IntStream.range(0, last).allMatch(index -> segment(index) == LARGEST_SEGMENT);
  }

  /** Returns a copy of the header. */
  ByteBuffer header() {
    int size = HEADER + segments();
    return ByteBuffer.allocate(size).put(bytes.slice(0, size)).flip();
  }

  ByteBuffer body() {
    int start = HEADER + segments();
    return bytes.slice(start, size() - start);
  }

  OggPage numbered(int sequence) {
    ByteBuffer copy = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    copy.put(bytes.duplicate()).rewind().putInt(SEQUENCE, sequence);
    return new OggPage(copy).withChecksum();
  }

  private OggPage withChecksum() {
    bytes.putInt(CHECKSUM, 0);
    int crc = 0;
    for (int i = 0; i < size(); i++) {
      crc = crc << 8 ^ CRC_TABLE[(crc >>> 24 ^ bytes.get(i)) & 0xFF];
    }
    bytes.putInt(CHECKSUM, crc);
    return this;
  }

  /** Computes the CRC table: polynomial 0x04C11DB7, not reflected, which the JDK lacks. */
  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? 0x04C11DB7 : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
