package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;

/** Text in ID3v2 frames: a byte for the encoding, then strings separated by NUL. */
final class Id3Text {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String NUL = "\0";

  private Id3Text() {}

  /** The strings as one, NUL between them; a NUL that only ends the last one is left out. */
  static String decode(ByteBuffer content) throws UnreadableTag {
    if (!content.hasRemaining()) {
      return "";
    }
    Charset charset =
        switch (content.get(0)) {
          case 0 -> ISO_8859_1;
          case 1 -> UTF_16;
          case 2 -> UTF_16BE;
          case 3 -> UTF_8;
          default -> throw new UnreadableTag("a text frame is in no encoding ID3 knows");
        };
    String text = charset.decode(content.slice(1, content.capacity() - 1)).toString();
    text = text.replace(BYTE_ORDER_MARK, "");
    return text.endsWith(NUL) ? text.substring(0, text.length() - 1) : text;
  }

  /** ISO-8859-1 where that is enough: every program reads it. UTF-8 is new in v2.4. */
  static ByteBuffer encode(List<String> strings, int version) {
    String text = String.join(NUL, strings);
    if (text.chars().allMatch(c -> c <= 0xFF)) {
      return encoded(0, text.getBytes(ISO_8859_1));
    }
    if (version == 4) {
      return encoded(3, text.getBytes(UTF_8));
    }
    String marked = BYTE_ORDER_MARK + String.join(NUL + BYTE_ORDER_MARK, strings);
    return encoded(1, marked.getBytes(UTF_16LE));
  }

  private static ByteBuffer encoded(int encoding, byte[] text) {
    return ByteBuffer.allocate(1 + text.length).put((byte) encoding).put(text).flip();
  }
}
