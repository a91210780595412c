package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.needledrop.similarity.LibraryPage;

/** What the API reads by itself, after the contract: an answer, or a {@link Problem}. */
class WebInputFuzzTest {
  private static final long FILE_BYTES = 1000;

  @DictionaryEntries({"bytes=", "0-", "-1", "999-", ","})
  @FuzzTest
  void cursorAndRange(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      LibraryPage.Position position = Cursor.read(text);
      assertThat(Cursor.read(Cursor.write(position))).isEqualTo(position);
    } catch (Problem e) {
      assertThat(e.getMessage()).startsWith("cursor: ");
    }
    try {
      ByteRange.parse(text, FILE_BYTES).ifPresent(WebInputFuzzTest::assertInside);
    } catch (Problem e) {
      assertThat(e.getMessage()).contains("1000 bytes");
    }
  }

  private static void assertInside(ByteRange range) {
    assertThat(range.first()).isBetween(0L, range.last());
    assertThat(range.last()).isLessThan(FILE_BYTES);
  }
}
