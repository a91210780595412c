package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencersTest {

  @Test
  void theShorterIsPaddedOnItsRight() {
    assertThat(Sequencers.compare("0055AED6DCD90281E5", "0055AED6DCD90281E6")).isNegative();
    assertThat(Sequencers.compare("0A", "0A00")).isZero();
    assertThat(Sequencers.compare("0B", "0A99")).isPositive();
    assertThat(Sequencers.compare("0a", "0A")).isZero();
  }
}
