package org.needledrop.audio;

import java.time.Duration;

/**
 * Resource limits per file; files beyond them are rejected.
 *
 * @param maxDuration the longest track that is decoded
 * @param timeout time limit per ffmpeg process, which is then killed
 * @param maxMemoryBytes address space limit per ffmpeg process, in bytes
 */
public record AudioLimits(Duration maxDuration, Duration timeout, long maxMemoryBytes) {
  public AudioLimits {
    if (!maxDuration.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException("maxDuration and timeout must be positive");
    }
    if (maxMemoryBytes < 256L << 20) {
      throw new IllegalArgumentException(
          "maxMemoryBytes must be at least 256 MiB, as ffmpeg needs that");
    }
  }

  /** Returns the defaults: 4 hours of audio, 10 minutes of decoding and 2 GiB of memory. */
  public static AudioLimits defaults() {
    return new AudioLimits(Duration.ofHours(4), Duration.ofMinutes(10), 2L << 30);
  }
}
