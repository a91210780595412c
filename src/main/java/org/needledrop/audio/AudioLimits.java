package org.needledrop.audio;

import java.time.Duration;

/**
 * What one file may cost before it is refused.
 *
 * @param maxDuration the longest track that is decoded
 * @param timeout how long one ffmpeg may run; it is killed after that
 * @param maxMemoryBytes address space of one ffmpeg, in bytes
 */
public record AudioLimits(Duration maxDuration, Duration timeout, long maxMemoryBytes) {
  public AudioLimits {
    if (!maxDuration.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException("maxDuration and timeout must be more than zero");
    }
    if (maxMemoryBytes < 256L << 20) {
      throw new IllegalArgumentException("maxMemoryBytes must be 256 MiB or more: ffmpeg's least");
    }
  }

  /** 4 hours of audio, 10 minutes of work and 2 GiB of memory. */
  public static AudioLimits defaults() {
    return new AudioLimits(Duration.ofHours(4), Duration.ofMinutes(10), 2L << 30);
  }
}
