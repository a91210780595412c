package org.needledrop.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The header packets of an Ogg stream after the identification: the comments and, in Vorbis, the
 * decoder setup.
 *
 * @param serial serial number of the stream
 * @param firstPage the page with the identification header
 * @param packets the comments first
 * @param pages number of pages of the packets
 * @param end offset of the audio in the file
 */
record OggHeaders(int serial, OggPage firstPage, List<ByteBuffer> packets, int pages, long end) {
  private static final int LARGEST_PACKET = 1 << 26;

  OggHeaders {
    packets = List.copyOf(packets);
  }

  static OggHeaders read(FileBytes file, int packetCount) throws IOException {
    OggPage first = OggPage.at(file, 0);
    if (!first.isOnePacket()) {
      throw new UnreadableTag("its first page holds more than the identification header");
    }
    List<ByteBuffer> packets = new ArrayList<>();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    long at = first.size();
    int pages = 0;
    while (packets.size() < packetCount || packet.size() > 0) {
      OggPage page = OggPage.at(file, at);
      if (page.serial() != first.serial() || packets.size() == packetCount) {
        throw new UnreadableTag("interleaved streams are not supported");
      }
      collect(page, packet, packets);
      at += page.size();
      pages++;
    }
    if (packets.size() != packetCount) {
      throw new UnreadableTag("its audio starts in a header page");
    }
    return new OggHeaders(first.serial(), first, packets, pages, at);
  }

  private static void collect(OggPage page, ByteArrayOutputStream packet, List<ByteBuffer> done)
      throws UnreadableTag {
    ByteBuffer body = page.body();
    for (int i = 0; i < page.segments(); i++) {
      byte[] segment = new byte[page.segment(i)];
      body.get(segment);
      packet.writeBytes(segment);
      if (packet.size() > LARGEST_PACKET) {
        throw new UnreadableTag("its headers exceed 64 MiB");
      }
      if (segment.length < OggPage.MOST_SEGMENTS) {
        done.add(ByteBuffer.wrap(packet.toByteArray()));
        packet.reset();
      }
    }
  }

  /** Returns the pages for new packets. */
  List<OggPage> paginate(List<ByteBuffer> newPackets) {
    ByteBuffer lacing = lacing(newPackets);
    ByteBuffer body = joined(newPackets);
    List<OggPage> result = new ArrayList<>();
    int flags = 0;
    while (lacing.hasRemaining()) {
      ByteBuffer table = next(lacing, Math.min(OggPage.MOST_SEGMENTS, lacing.remaining()));
      int[] segments = new int[table.capacity()];
      Arrays.setAll(segments, i -> Byte.toUnsignedInt(table.get(i)));
      boolean packetEnds = Arrays.stream(segments).anyMatch(size -> size < 255);
      int sequence = firstPage.sequence() + 1 + result.size();
      ByteBuffer pageBody = next(body, Arrays.stream(segments).sum());
      result.add(OggPage.of(serial, sequence, flags, packetEnds ? 0 : -1, table, pageBody));
      flags = segments[segments.length - 1] == 255 ? OggPage.CONTINUED : 0;
    }
    return result;
  }

  private static ByteBuffer next(ByteBuffer bytes, int length) {
    ByteBuffer result = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return result;
  }

  /** Returns the lacing values: the length of each packet as 255s and a remainder below. */
  private static ByteBuffer lacing(List<ByteBuffer> packets) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    for (ByteBuffer packet : packets) {
      for (int left = packet.remaining(); left >= 0; left -= 255) {
        lacing.write(Math.min(255, left));
      }
    }
    return ByteBuffer.wrap(lacing.toByteArray());
  }

  private static ByteBuffer joined(List<ByteBuffer> packets) {
    ByteBuffer joined = ByteBuffer.allocate(packets.stream().mapToInt(ByteBuffer::remaining).sum());
    packets.forEach(packet -> joined.put(packet.duplicate()));
    return joined.flip();
  }
}
