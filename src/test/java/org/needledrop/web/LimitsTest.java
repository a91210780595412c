package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.admission.TokenBuckets;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackOrder;
import org.needledrop.web.http.ByteRange;
import org.needledrop.web.http.Cursor;
import org.needledrop.web.http.Problem;

/** Limits of requests per minute, and of ranges of a file. */
class LimitsTest {

  private final AtomicLong clock = new AtomicLong();
  private final TokenBuckets sixty = new TokenBuckets(60, clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void admitsAMinutesRequestsAtOnceAndThenOneASecond() {
    for (int i = 0; i < 60; i++) {
      assertThat(sixty.take("a")).isZero();
    }
    assertThat(sixty.take("a")).isEqualTo(Duration.ofSeconds(1));
    assertThat(sixty.take("b")).isZero();
    pass(Duration.ofMillis(600));
    assertThat(sixty.take("a")).isEqualTo(Duration.ofMillis(400));
    pass(Duration.ofMillis(400));
    assertThat(sixty.take("a")).isZero();
    assertThat(sixty.take("a")).isPositive();
  }

  @Test
  void savesNoMoreThanAMinutesRequests() {
    sixty.take("a");
    pass(Duration.ofHours(1));
    for (int i = 0; i < 60; i++) {
      assertThat(sixty.take("a")).isZero();
    }
    assertThat(sixty.take("a")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9,0,9",
    "bytes=90-,90,99",
    "bytes=-10,90,99",
    "bytes=-1000,0,99",
    "bytes=5-1000,5,99"
  })
  void readsARangeOfBytes(String header, long first, long last) {
    assertThat(ByteRange.parse(header, 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", ""})
  void sendsTheWholeFileForWhatIsNoSingleRange(String header) {
    assertThat(ByteRange.parse(header, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-110", "bytes=9-3"})
  void refusesARangeThatTheFileDoesNotHave(String header) {
    assertThatThrownBy(() -> ByteRange.parse(header, 100))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void takesACursorForNothingElse() {
    TrackOrder order = TrackOrder.named("-title");
    var position = new LibraryPage.Position(Optional.of("a tune"), "/m/ü\n.mp3", "sha256:1");

    assertThat(Cursor.read(order, Cursor.write(order, position))).isEqualTo(position);
    assertThatThrownBy(() -> Cursor.read(TrackOrder.PATH, Cursor.write(order, position)))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Cursor.read(order, "AAAA")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Cursor.read(order, "%")).isInstanceOf(Problem.class);
  }
}
