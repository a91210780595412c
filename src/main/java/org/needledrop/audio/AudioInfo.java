package org.needledrop.audio;

import java.time.Duration;
import java.util.Optional;

/**
 * What a decoded file was.
 *
 * @param container told from the content, never from the file name
 * @param codec ffmpeg's name, such as {@code mp3}, {@code flac} or {@code aac}
 * @param sampleRateHz of the file, before resampling
 * @param channels of the file, before the downmix; 0 where ffmpeg names no number
 * @param duration of what was decoded, not of what the header promises
 * @param decoder program and version that decoded it; empty where an older Needledrop did not note
 *     it
 */
public record AudioInfo(
    Container container,
    String codec,
    int sampleRateHz,
    int channels,
    Duration duration,
    Optional<String> decoder) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException when it takes less than no time, or more than a year
   */
  public AudioInfo {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a track cannot take " + duration);
    }
  }
}
