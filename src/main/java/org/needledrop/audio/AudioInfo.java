package org.needledrop.audio;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;

/**
 * Properties of a decoded file.
 *
 * @param container detected from the content, never from the file name
 * @param codec ffmpeg's name of the codec, such as {@code mp3}, {@code flac} or {@code aac}
 * @param sampleRateHz sample rate of the file, before resampling; 0 if ffmpeg reports none
 * @param channels channels of the file, before the downmix; 0 if ffmpeg reports no number
 * @param duration duration of the decoded audio, not the one that the header declares
 * @param decoder program and version that decoded it; empty if analysed by an older Needledrop
 * @param shortfall what the header states beyond that; empty if it is about right
 */
public record AudioInfo(
    Container container,
    String codec,
    int sampleRateHz,
    int channels,
    Duration duration,
    Optional<String> decoder,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Shortfall> shortfall) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException if the duration is negative or longer than a year
   */
  public AudioInfo {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration must be 0 to 365 days, not " + duration);
    }
  }

  /** Creates the properties of a file whose header is right. */
  public AudioInfo(
      Container container,
      String codec,
      int sampleRateHz,
      int channels,
      Duration duration,
      Optional<String> decoder) {
    this(container, codec, sampleRateHz, channels, duration, decoder, Optional.empty());
  }

  /** Returns what a user should know about the file; empty if nothing is wrong with it. */
  public Optional<String> note() {
    return shortfall.map(missing -> missing.note(duration));
  }
}
