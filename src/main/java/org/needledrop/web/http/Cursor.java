package org.needledrop.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackOrder;

/** The position between two pages as URL-safe text. */
public final class Cursor {

  private static final String HAS_VALUE = "=";
  private static final String WRONG = "cursor: not a value of next in the same order";

  private Cursor() {}

  /** Returns the text of a position in pages of an order. */
  public static String write(TrackOrder order, LibraryPage.Position position) {
    String text =
        String.join(
            "\n",
            order.toString(),
            position.audioHash(),
            position.value().map(HAS_VALUE::concat).orElse(""),
            position.path());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the position of a text.
   *
   * @throws Problem 400 if it was not written for this order
   */
  public static LibraryPage.Position read(TrackOrder order, String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\n", 4);
      if (parts.length == 4 && parts[0].equals(order.toString())) {
        Optional<String> value =
            Optional.of(parts[2])
                .filter(part -> part.startsWith(HAS_VALUE))
                .map(part -> part.substring(HAS_VALUE.length()));
        return new LibraryPage.Position(requireFitting(order, value), parts[3], parts[1]);
      }
    } catch (IllegalArgumentException e) {
      throw new Problem(400, WRONG);
    }
    throw new Problem(400, WRONG);
  }

  /** Throws a {@link NumberFormatException} if a number is expected, and it is none. */
  private static Optional<String> requireFitting(TrackOrder order, Optional<String> value) {
    if (order.by().isNumber()
        && value.isPresent()
        && !Double.isFinite(Double.parseDouble(value.get()))) {
      throw new NumberFormatException();
    }
    return value;
  }
}
