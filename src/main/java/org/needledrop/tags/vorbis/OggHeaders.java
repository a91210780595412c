package org.needledrop.tags.vorbis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.UnreadableTag;

/**
 * The header packets of an Ogg stream after the identification: the comments and, in Vorbis, the
 * decoder setup. Audio should begin on a new page (Vorbis I, section A.2; RFC 7845, section 3), but
 * some encoders and editors let it follow on the page where the headers end.
 *
 * @param packets the comments first
 * @param commentPages the pages of the comments
 */
record OggHeaders(List<ByteBuffer> packets, OggCommentPages commentPages) {
  private static final int LARGEST_PACKET = 1 << 26;

  OggHeaders {
    packets = List.copyOf(packets);
  }

  /**
   * @param identification the first page of the stream
   * @param packetCount header packets after the identification
   */
  static OggHeaders read(FileBytes file, OggPlacedPage identification, int packetCount)
      throws IOException {
    Reading reading = new Reading(packetCount);
    OggPlacedPage placed = identification;
    while (!reading.isComplete()) {
      placed = placed.next(file);
      reading.add(placed);
    }
    return reading.result();
  }

  /** Collects the packets from the stream's pages. */
  private static final class Reading {
    private final int packetCount;
    private final List<ByteBuffer> packets = new ArrayList<>();
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private final List<OggPlacedPage> commentPages = new ArrayList<>();
    private int lastSegments;

    Reading(int packetCount) {
      this.packetCount = packetCount;
    }

    boolean isComplete() {
      return packets.size() == packetCount;
    }

    OggHeaders result() {
      return new OggHeaders(packets, new OggCommentPages(commentPages, lastSegments));
    }

    void add(OggPlacedPage placed) throws UnreadableTag {
      if (packets.isEmpty()) {
        commentPages.add(placed);
        TagContainer.refuseMany(commentPages);
      }
      OggPage page = placed.page();
      ByteBuffer body = page.body();
      for (int i = 0; i < page.segments() && !isComplete(); i++) {
        byte[] segment = new byte[page.segment(i)];
        body.get(segment);
        lastSegments = packets.isEmpty() ? i + 1 : lastSegments;
        add(segment);
      }
    }

    private void add(byte[] segment) throws UnreadableTag {
      packet.writeBytes(segment);
      if (packet.size() > LARGEST_PACKET) {
        throw new UnreadableTag("its headers exceed 64 MiB");
      }
      if (segment.length < OggPage.LARGEST_SEGMENT) {
        packets.add(ByteBuffer.wrap(packet.toByteArray()));
        packet.reset();
      }
    }
  }
}
