package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** ID3v2 tags byte by byte, with what encoders of the build do not write. */
final class Id3Bytes {
  private static final int HEADER = 10;

  private Id3Bytes() {}

  /**
   * A tag without flags.
   *
   * @param version 3 or 4
   */
  static byte[] tag(int version, byte[]... content) {
    return tag(version, 0, content);
  }

  /** A tag with the flags of its header. */
  static byte[] tag(int version, int flags, byte[]... content) {
    byte[] body = joined(content);
    return joined(header("ID3", version, flags, body.length), body);
  }

  /** A tag of version 2.4 that ends with a footer (ID3v2.4.0 structure, section 3.4). */
  static byte[] tagWithFooter(byte[]... content) {
    byte[] body = joined(content);
    return joined(header("ID3", 4, 0x10, body.length), body, header("3DI", 4, 0x10, body.length));
  }

  private static byte[] header(String id, int version, int flags, int size) {
    byte[] header = new byte[HEADER];
    ByteBuffer.wrap(header)
        .put(id.getBytes(ISO_8859_1))
        .put(3, (byte) version)
        .put(5, (byte) flags);
    for (int i = 9; i >= 6; i--, size >>= 7) {
      header[i] = (byte) (size & 0x7F);
    }
    return header;
  }

  /** A frame of version 2.3, without flags. */
  static byte[] frame(String id, byte[] content) {
    return frame(3, id, 0, content);
  }

  static byte[] frame(int version, String id, int flags, byte[] content) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + content.length).put(id.getBytes(ISO_8859_1));
    int size = content.length;
    frame.putInt(version == 3 ? size : syncsafe(size)).putShort((short) flags);
    return frame.put(content).array();
  }

  static byte[] text(String text) {
    return joined(new byte[1], text.getBytes(ISO_8859_1));
  }

  static int syncsafe(int size) {
    return (size & 0x7F) | (size & 0x3F80) << 1 | (size & 0x1FC000) << 2 | (size & 0xFE00000) << 3;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
