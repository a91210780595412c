package org.needledrop.tags.asf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.needledrop.tags.UnreadableTag;

/**
 * One object of an ASF file.
 *
 * @param id its GUID in hexadecimal, in the order of the file
 * @param content little-endian, after id and size
 */
record AsfObject(String id, ByteBuffer content) {
  /** Bytes of id and size. */
  static final int HEADER = 24;

  private static final int ID = 16;

  /** Reads the next object of the buffer. */
  static AsfObject next(ByteBuffer bytes) throws UnreadableTag {
    String id = id(bytes, bytes.position());
    long size = bytes.getLong(bytes.position() + ID);
    if (size < HEADER || size > bytes.remaining()) {
      throw new UnreadableTag("an object of its header has a wrong size");
    }
    ByteBuffer content = bytes.slice(bytes.position() + HEADER, (int) size - HEADER);
    bytes.position(bytes.position() + (int) size);
    return new AsfObject(id, content.order(ByteOrder.LITTLE_ENDIAN));
  }

  static String id(ByteBuffer bytes, int place) {
    byte[] id = new byte[ID];
    bytes.get(place, id);
    return HexFormat.of().withUpperCase().formatHex(id);
  }

  int size() {
    return HEADER + content.capacity();
  }

  void writeTo(ByteBuffer bytes) {
    bytes.put(HexFormat.of().parseHex(id)).putLong(size()).put(content.duplicate());
  }
}
