package org.needledrop.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongKeysTest {

  private final AtomicLong clock = new AtomicLong();
  private final WrongKeys wrong = new WrongKeys(clock::get);

  @Test
  void delaysClientsThatGuessKeysAndAcceptsThemLater() {
    for (int i = 0; i < 20; i++) {
      assertThat(wrong.from("192.0.2.1")).isZero();
    }
    assertThat(wrong.from("192.0.2.1")).isEqualTo(Duration.ofSeconds(3));
    assertThat(wrong.from("192.0.2.2")).isZero();

    clock.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(wrong.from("192.0.2.1")).isZero();
    assertThat(wrong.from("192.0.2.1")).isPositive();
  }

  @Test
  void takesANetworkOfIpv6ForOne() {
    for (int i = 0; i < 20; i++) {
      assertThat(wrong.from("2001:db8:1:2::%x".formatted(i + 1))).isZero();
    }
    assertThat(wrong.from("2001:db8:1:2:ffff::1")).isPositive();
    assertThat(wrong.from("2001:db8:1:3::1")).isZero();
  }

  @Test
  void countsWhatHasNoAddressAsOne() {
    for (int i = 0; i < 20; i++) {
      assertThat(wrong.from("null")).isZero();
    }
    assertThat(wrong.from("null")).isPositive();
  }
}
