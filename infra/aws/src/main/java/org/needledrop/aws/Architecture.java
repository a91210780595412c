package org.needledrop.aws;

import java.util.Arrays;
import software.amazon.awscdk.services.ecs.CpuArchitecture;

/** CPU architecture of the function, the CPU workers and the service. */
enum Architecture {
  ARM64("arm64"),
  X86_64("x86_64");

  private final String text;

  Architecture(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if {@code text} is not an architecture
   */
  static Architecture parse(String text) {
    return Arrays.stream(values())
        .filter(architecture -> architecture.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "arch must be arm64 or x86_64, not '%s'".formatted(text)));
  }

  String text() {
    return text;
  }

  software.amazon.awscdk.services.lambda.Architecture lambdaArchitecture() {
    return switch (this) {
      case ARM64 -> software.amazon.awscdk.services.lambda.Architecture.ARM_64;
      case X86_64 -> software.amazon.awscdk.services.lambda.Architecture.X86_64;
    };
  }

  CpuArchitecture ecsArchitecture() {
    return switch (this) {
      case ARM64 -> CpuArchitecture.ARM64;
      case X86_64 -> CpuArchitecture.X86_64;
    };
  }
}
