package org.needledrop.tags.ape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.UnreadableTag;

/**
 * An item of an APEv2 tag ("APE Tag Item").
 *
 * @param key 2 to 255 characters of ASCII, to be compared without case
 * @param flags bit 0: read-only; bits 1 and 2: UTF-8 text (0), binary (1), link (2)
 * @param value raw; the values of a text are separated by NUL
 */
record ApeItem(String key, int flags, ByteBuffer value) {
  static final int MOST_KEY_CHARACTERS = 255;

  private static final int KIND = 0b110;

  /** Bytes of size and flags before the key. */
  private static final int LENGTHS = 8;

  /** Returns a text item. */
  static ApeItem text(String key, int flags, List<String> values) {
    return new ApeItem(key, flags, ByteBuffer.wrap(String.join("\0", values).getBytes(UTF_8)));
  }

  /**
   * Reads the next item.
   *
   * @param bytes little-endian, without header and footer
   */
  static ApeItem next(ByteBuffer bytes) throws UnreadableTag {
    int size = bytes.getInt();
    int flags = bytes.getInt();
    int start = bytes.position();
    while (bytes.get() != 0) {
      requireKey(bytes.position() - start <= MOST_KEY_CHARACTERS);
    }
    int length = bytes.position() - start - 1;
    requireKey(length >= 2);
    String key = ISO_8859_1.decode(bytes.slice(start, length)).toString();
    requireKey(key.chars().allMatch(c -> c >= ' ' && c <= '~'));
    ByteBuffer value = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    return new ApeItem(key, flags, value);
  }

  private static void requireKey(boolean valid) throws UnreadableTag {
    if (!valid) {
      throw new UnreadableTag("its APE tag is damaged: an item has no valid name");
    }
  }

  boolean isText() {
    return (flags & KIND) == 0;
  }

  int size() {
    return LENGTHS + key.length() + 1 + value.capacity();
  }

  void writeTo(ByteBuffer bytes) {
    bytes.putInt(value.capacity()).putInt(flags);
    bytes.put(key.getBytes(US_ASCII)).put((byte) 0).put(value.duplicate());
  }

  ForeignTag foreign() {
    return new ForeignTag(key + " item", flags + " " + Sha256.of(value));
  }
}
