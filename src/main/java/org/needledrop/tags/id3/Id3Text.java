package org.needledrop.tags.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import org.needledrop.tags.GenreText;
import org.needledrop.tags.UnreadableTag;

/**
 * Text in ID3v2 frames: a byte for the encoding, then strings separated by NUL (ID3v2.4.0
 * structure, section 4; frames, section 4.2).
 */
final class Id3Text {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String NUL = "\0";
  private static final short BIG_ENDIAN = (short) 0xFEFF;
  private static final short LITTLE_ENDIAN = (short) 0xFFFE;

  private Id3Text() {}

  /** Returns the strings joined by NUL, without a terminating NUL. */
  static String decode(ByteBuffer content) throws UnreadableTag {
    return content.hasRemaining()
        ? joined(charset(content).decode(content.slice(1, content.capacity() - 1)).toString())
        : "";
  }

  /**
   * Decodes a genre like {@link #decode}.
   *
   * @throws UnreadableTag if the text could not be written back unchanged
   */
  static String decodeGenre(ByteBuffer content) throws UnreadableTag {
    if (content.remaining() < 2) {
      return "";
    }
    ByteBuffer text = content.slice(1, content.capacity() - 1);
    Charset charset = charset(content);
    if (charset.equals(UTF_16) && !isMarked(text)) {
      throw new UnreadableTag("its genre has no byte order mark");
    }
    return joined(GenreText.decode(charset, text));
  }

  private static boolean isMarked(ByteBuffer text) {
    return text.capacity() >= 2
        && (text.getShort(0) == LITTLE_ENDIAN || text.getShort(0) == BIG_ENDIAN);
  }

  private static Charset charset(ByteBuffer content) throws UnreadableTag {
    return switch (content.get(0)) {
      case 0 -> ISO_8859_1;
      case 1 -> UTF_16;
      case 2 -> UTF_16BE;
      case 3 -> UTF_8;
      default -> throw new UnreadableTag("a text frame has an unknown encoding");
    };
  }

  private static String joined(String text) {
    String unmarked = text.replace(BYTE_ORDER_MARK, "");
    return unmarked.endsWith(NUL) ? unmarked.substring(0, unmarked.length() - 1) : unmarked;
  }

  /** Encodes in ISO-8859-1 if possible, for compatibility; UTF-8 needs v2.4. */
  static ByteBuffer encode(List<String> strings, int version) {
    String text = ended(String.join(NUL, strings));
    if (text.chars().allMatch(c -> c <= 0xFF)) {
      return encoded(0, text.getBytes(ISO_8859_1));
    }
    if (version == 4) {
      return encoded(3, text.getBytes(UTF_8));
    }
    String marked = ended(BYTE_ORDER_MARK + String.join(NUL + BYTE_ORDER_MARK, strings));
    return encoded(1, marked.getBytes(UTF_16LE));
  }

  /**
   * Returns a comment of unknown language, without a description (ID3v2.4.0 frames, section 4.10).
   *
   * @param text encoded in ISO-8859-1 or UTF-8
   */
  static ByteBuffer comment(ByteBuffer text) {
    ByteBuffer comment = ByteBuffer.allocate(text.remaining() + 4).put(text.get(0));
    comment.put("XXX\0".getBytes(ISO_8859_1));
    return comment.put(text.slice(1, text.remaining() - 1)).flip();
  }

  /** Removes one terminating NUL. */
  private static String ended(String text) {
    return text.endsWith(NUL) ? text + NUL : text;
  }

  private static ByteBuffer encoded(int encoding, byte[] text) {
    return ByteBuffer.allocate(1 + text.length).put((byte) encoding).put(text).flip();
  }
}
