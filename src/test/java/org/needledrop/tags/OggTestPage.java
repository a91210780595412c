package org.needledrop.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An Ogg page, read and written without the code that writes tags.
 *
 * @param granule position of the last packet that ends on the page
 * @param lacing size of each segment
 */
record OggTestPage(
    int version, int flags, long granule, int serial, int sequence, byte[] lacing, byte[] body) {
  static final int CONTINUED = 1;
  static final int FIRST = 2;
  static final int LAST = 4;
  static final int MOST_SEGMENTS = 255;

  private static final int HEADER = 27;
  private static final int CAPTURE_PATTERN = 0x5367674F;

  /** Reads pages up to the first place that has none, and returns its offset. */
  static int read(byte[] file, List<OggTestPage> pages) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= HEADER && bytes.getInt(bytes.position()) == CAPTURE_PATTERN) {
      int start = bytes.position();
      int lacing = Math.min(file[start + 26] & 0xFF, bytes.remaining() - HEADER);
      int size = HEADER + (file[start + 26] & 0xFF);
      for (int i = 0; i < lacing; i++) {
        size += file[start + HEADER + i] & 0xFF;
      }
      if (size > bytes.remaining()) {
        return start;
      }
      pages.add(page(bytes.slice(start, size).order(ByteOrder.LITTLE_ENDIAN)));
      bytes.position(start + size);
    }
    return bytes.position();
  }

  private static OggTestPage page(ByteBuffer page) {
    byte[] lacing = new byte[page.get(26) & 0xFF];
    byte[] body = new byte[page.capacity() - HEADER - lacing.length];
    page.get(HEADER, lacing).get(HEADER + lacing.length, body);
    return new OggTestPage(
        page.get(4), page.get(5), page.getLong(6), page.getInt(14), page.getInt(18), lacing, body);
  }

  static byte[] file(List<OggTestPage> pages) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    pages.forEach(page -> file.writeBytes(page.bytes()));
    return file.toByteArray();
  }

  boolean isFirst() {
    return (flags & FIRST) != 0;
  }

  OggTestPage with(int newFlags, long newGranule, int newSequence) {
    return new OggTestPage(version, newFlags, newGranule, serial, newSequence, lacing, body);
  }

  OggTestPage withSerial(int newSerial) {
    return new OggTestPage(version, flags, granule, newSerial, sequence, lacing, body);
  }

  /** The page from one of its segments on. */
  OggTestPage from(int segment) {
    byte[] left = Arrays.copyOfRange(lacing, segment, lacing.length);
    byte[] leftBody = Arrays.copyOfRange(body, bodySize(segment), body.length);
    return new OggTestPage(version, flags, granule, serial, sequence, left, leftBody);
  }

  /** The page without the segments from one on. */
  OggTestPage upTo(int segment) {
    byte[] kept = Arrays.copyOf(lacing, segment);
    byte[] keptBody = Arrays.copyOf(body, bodySize(segment));
    return new OggTestPage(version, flags, granule, serial, sequence, kept, keptBody);
  }

  /** This page and the next in one. */
  OggTestPage and(OggTestPage next) {
    byte[] bothLacing = Arrays.copyOf(lacing, lacing.length + next.lacing.length);
    System.arraycopy(next.lacing, 0, bothLacing, lacing.length, next.lacing.length);
    byte[] both = Arrays.copyOf(body, body.length + next.body.length);
    System.arraycopy(next.body, 0, both, body.length, next.body.length);
    int bothFlags = flags | (next.flags & LAST);
    return new OggTestPage(version, bothFlags, next.granule, serial, sequence, bothLacing, both);
  }

  /** Number of packets that end on the page. */
  int packets() {
    int packets = 0;
    for (byte segment : lacing) {
      packets += segment == -1 ? 0 : 1;
    }
    return packets;
  }

  /** Whether the last packet continues on the next page. */
  boolean continues() {
    return lacing.length > 0 && lacing[lacing.length - 1] == -1;
  }

  /** Puts header packets on pages of this number of segments. */
  List<OggTestPage> split(int segments) {
    List<OggTestPage> result = new ArrayList<>();
    for (int at = 0; at < lacing.length; at += segments) {
      OggTestPage part = upTo(Math.min(lacing.length, at + segments)).from(at);
      int continued = at > 0 && lacing[at - 1] == -1 ? CONTINUED : 0;
      result.add(part.with(continued, part.packets() > 0 ? 0 : -1, 0));
    }
    return result;
  }

  private int bodySize(int segments) {
    int size = 0;
    for (int i = 0; i < segments; i++) {
      size += lacing[i] & 0xFF;
    }
    return size;
  }

  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + lacing.length + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(CAPTURE_PATTERN)
            .put((byte) version)
            .put((byte) flags)
            .putLong(granule)
            .putInt(serial)
            .putInt(sequence)
            .putInt(0)
            .put((byte) lacing.length)
            .put(lacing)
            .put(body);
    return bytes.putInt(22, checksum(bytes.array())).array();
  }

  /**
   * CRC of RFC 3533, section 6, bit by bit: polynomial 0x04C11DB7, neither reflected nor inverted.
   */
  private static int checksum(byte[] page) {
    int crc = 0;
    for (byte next : page) {
      crc ^= next << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04C11DB7 : 0);
      }
    }
    return crc;
  }
}
