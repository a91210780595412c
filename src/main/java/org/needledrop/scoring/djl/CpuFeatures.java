package org.needledrop.scoring.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** What this machine's processor can do. */
final class CpuFeatures {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16_FLAGS = Set.of("avx512_bf16", "amx_bf16", "bf16");

  private CpuFeatures() {}

  /** Whether matrix products of bf16 numbers are faster than those of fp32; only Linux says so. */
  static boolean multipliesBf16() {
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .limit(1)
          .flatMap(line -> Arrays.stream(line.split("\\s+")))
          .anyMatch(BF16_FLAGS::contains);
    } catch (IOException e) {
      return false;
    }
  }
}
