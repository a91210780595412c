package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS' own rules for solutions. */
final class NagTest {

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void nothingIsFoundThatHasNoReason(Synthesised stack) {
    assertThat(stack.findings()).isEmpty();
  }
}
