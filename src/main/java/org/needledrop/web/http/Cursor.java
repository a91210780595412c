package org.needledrop.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.needledrop.similarity.LibraryPage;

/** The position between two pages as URL-safe text. */
public final class Cursor {

  private Cursor() {}

  public static String write(LibraryPage.Position position) {
    String both = position.audioHash() + "\n" + position.path();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  public static LibraryPage.Position read(String cursor) {
    try {
      String both = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int end = both.indexOf('\n');
      if (end >= 0) {
        return new LibraryPage.Position(both.substring(end + 1), both.substring(0, end));
      }
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "cursor: not a value of next");
    }
    throw new Problem(400, "cursor: not a value of next");
  }
}
