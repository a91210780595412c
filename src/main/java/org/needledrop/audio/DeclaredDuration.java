package org.needledrop.audio;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Checks the duration in a file's header against the limits and against the decoded audio. */
final class DeclaredDuration {
  /** Smaller differences come from encoder delay or rounding. */
  private static final double TOLERATED_SECONDS = 0.5;

  private static final double TOLERATED_PART = 0.1;

  private DeclaredDuration() {}

  /**
   * @throws org.needledrop.failure.TrackFailure if the file is encrypted or too long
   */
  static void refuseEarly(TrackFile file, InputHeader header, AudioLimits limits) {
    if (header.encrypted()) {
      throw file.unsupported("protected by DRM");
    }
    header
        .declaredDuration()
        .filter(declared -> declared.compareTo(limits.maxDuration()) > 0)
        .ifPresent(
            declared -> {
              throw tooLong(file, "the header states " + seconds(declared), limits);
            });
  }

  static RuntimeException tooLong(TrackFile file, String found, AudioLimits limits) {
    String limit = seconds(limits.maxDuration());
    return file.exceeds(found + "; the limit is " + limit + " (NEEDLEDROP_MAX_DURATION)");
  }

  /**
   * @throws org.needledrop.failure.MalformedAudio if more than a tenth is missing
   */
  static void check(TrackFile file, InputHeader header, Duration decoded) {
    declared(file, header)
        .filter(declared -> isMissing(declared, decoded))
        .ifPresent(
            declared -> {
              String found = ", only " + seconds(decoded) + " could be decoded";
              throw file.malformed("truncated: the header states " + seconds(declared) + found);
            });
  }

  /** Reads WAV headers directly: ffmpeg ignores their length if the file is shorter. */
  private static Optional<Duration> declared(TrackFile file, InputHeader header) {
    return header.container() == Container.WAV
        ? WavHeader.duration(file.path()).or(header::declaredDuration)
        : header.declaredDuration();
  }

  private static boolean isMissing(Duration declared, Duration decoded) {
    double missingSeconds = declared.minus(decoded).toMillis() / 1000.0;
    return missingSeconds > TOLERATED_SECONDS
        && missingSeconds > TOLERATED_PART * declared.toMillis() / 1000.0;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
