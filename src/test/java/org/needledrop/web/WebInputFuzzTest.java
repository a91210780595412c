package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackOrder;
import org.needledrop.web.http.ByteRange;
import org.needledrop.web.http.Cursor;
import org.needledrop.web.http.Problem;

/** What the API reads by itself, after the contract: an answer, or a {@link Problem}. */
class WebInputFuzzTest {
  /** As Base64, as cursors come, and as it is. */
  @FuzzTest
  void cursor(byte[] bytes) {
    checkCursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    checkCursor(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void checkCursor(String text) {
    TrackOrder order = TrackOrder.named("-year");
    try {
      LibraryPage.Position position = Cursor.read(order, text);
      assertThat(Cursor.read(order, Cursor.write(order, position))).isEqualTo(position);
    } catch (Problem e) {
      assertThat(e.getMessage()).startsWith("cursor: ");
    }
  }

  /** The first byte is the length of the file. */
  @DictionaryEntries({"bytes=", "0-", "-1", "99-", ","})
  @FuzzTest
  void range(byte[] bytes) {
    if (bytes.length > 0) {
      checkRange(
          new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8),
          Byte.toUnsignedLong(bytes[0]));
    }
  }

  private static void checkRange(String text, long fileBytes) {
    try {
      ByteRange.parse(text, fileBytes)
          .ifPresent(
              range -> {
                assertThat(range.first()).isBetween(0L, range.last());
                assertThat(range.last()).isLessThan(fileBytes);
              });
    } catch (Problem e) {
      assertThat(e.getMessage()).contains(fileBytes + " bytes");
    }
  }
}
