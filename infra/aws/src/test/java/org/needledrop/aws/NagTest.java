package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of cdk-nag for AWS solutions. */
final class NagTest {

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void everyFindingIsSuppressedWithAReason(Synthesised stack) {
    assertThat(stack.findings()).isEmpty();
  }
}
