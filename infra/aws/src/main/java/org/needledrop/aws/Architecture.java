package org.needledrop.aws;

import java.util.Arrays;
import software.amazon.awscdk.services.ecs.CpuArchitecture;

/** Processors of the function, of workers without a GPU, and of the service. */
enum Architecture {
  ARM64("arm64"),
  X86_64("x86_64");

  private final String text;

  Architecture(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException when there is no such architecture
   */
  static Architecture named(String text) {
    return Arrays.stream(values())
        .filter(one -> one.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("arch is arm64 or x86_64, not '%s'".formatted(text)));
  }

  String text() {
    return text;
  }

  software.amazon.awscdk.services.lambda.Architecture function() {
    return switch (this) {
      case ARM64 -> software.amazon.awscdk.services.lambda.Architecture.ARM_64;
      case X86_64 -> software.amazon.awscdk.services.lambda.Architecture.X86_64;
    };
  }

  CpuArchitecture task() {
    return switch (this) {
      case ARM64 -> CpuArchitecture.ARM64;
      case X86_64 -> CpuArchitecture.X86_64;
    };
  }
}
