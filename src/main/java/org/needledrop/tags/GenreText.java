package org.needledrop.tags;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Decodes a genre without loss, so that undo can write the same bytes. */
public final class GenreText {

  private GenreText() {}

  /**
   * Decodes the text of a genre.
   *
   * @throws UnreadableTag if the bytes are not valid in this encoding
   */
  public static String decode(Charset charset, ByteBuffer bytes) throws UnreadableTag {
    try {
      return charset.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      UnreadableTag unreadable = new UnreadableTag("its genre is not valid %s".formatted(charset));
      unreadable.initCause(e);
      throw unreadable;
    }
  }
}
