package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

  /** RFC 9110, section 11.1: the scheme is case-insensitive, the token is not. */
  @ParameterizedTest
  @CsvSource({
    "Bearer secret, true",
    "bearer secret, true",
    "BEARER secret, true",
    "bearer Secret, false",
    "Basic secret, false",
    "secret, false",
    "'', false",
    ", false"
  })
  void admitsTheTokenWhateverTheCaseOfTheScheme(String authorization, boolean admitted) {
    Access access = new Access(Optional.of("secret"), Optional.empty(), 1);

    assertThat(access.admits(authorization)).isEqualTo(admitted);
  }
}
