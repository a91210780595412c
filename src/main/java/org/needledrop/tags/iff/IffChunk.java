package org.needledrop.tags.iff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * One chunk of a RIFF or IFF file.
 *
 * @param offset offset of its header in the file
 * @param size size of its content in bytes
 */
record IffChunk(String id, long offset, long size) {
  /** Bytes of id and size. */
  static final int HEADER = 8;

  static String id(ByteBuffer header, int place) {
    return ISO_8859_1.decode(header.slice(place, 4)).toString();
  }

  /** Returns the offset of its content. */
  long content() {
    return offset + HEADER;
  }

  long end() {
    return content() + size;
  }

  /** Returns the end, padded to an even offset. */
  long paddedEnd() {
    return end() + size % 2;
  }

  /** Returns the id without control characters, which a damaged file may contain. */
  String printableId() {
    return id.replaceAll("[^ -~]", "?");
  }
}
