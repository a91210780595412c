package org.needledrop.tags;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** A genre as text, where nothing of its bytes is lost by that: undo writes it back from there. */
final class GenreText {

  private GenreText() {}

  /**
   * @throws UnreadableTag if the bytes are no text in this encoding
   */
  static String decode(Charset charset, ByteBuffer bytes) throws UnreadableTag {
    try {
      return charset.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      UnreadableTag unreadable = new UnreadableTag("its genre is not valid %s".formatted(charset));
      unreadable.initCause(e);
      throw unreadable;
    }
  }
}
