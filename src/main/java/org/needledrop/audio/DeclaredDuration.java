package org.needledrop.audio;

import java.time.Duration;
import java.util.Optional;
import org.needledrop.failure.CutOffAudio;

/**
 * Checks the duration in a file's header against the limits and against the decoded audio. Headers
 * are often wrong in files that play well, so a wrong one is noted, and only audio that ends in the
 * middle is refused.
 */
final class DeclaredDuration {
  /** Smaller differences come from encoder delay or rounding. */
  private static final double TOLERATED_SECONDS = 0.5;

  private static final double TOLERATED_PART = 0.1;

  /** Below the lowest bit rate of music, 6 kbit/s of Opus (RFC 6716, section 2.1.1). */
  private static final int LEAST_BYTES_PER_SECOND = 500;

  private DeclaredDuration() {}

  /**
   * Refuses a file by its header, to save decoding it. A duration that the file is too small for is
   * not believed.
   *
   * @throws org.needledrop.failure.TrackFailure if the file is encrypted or too long
   */
  static void refuseEarly(TrackFile file, InputHeader header, AudioLimits limits) {
    if (header.encrypted()) {
      throw file.unsupported("protected by DRM");
    }
    header
        .declaredDuration()
        .filter(declared -> declared.compareTo(limits.maxDuration()) > 0)
        .filter(declared -> declared.toSeconds() * LEAST_BYTES_PER_SECOND <= file.size())
        .ifPresent(
            declared -> {
              throw tooLong(file, "the header states " + Shortfall.seconds(declared), limits);
            });
  }

  /** Returns the failure of a file that plays longer than the limit. */
  static RuntimeException playsTooLong(TrackFile file, InputHeader header, AudioLimits limits) {
    String found =
        header
            .declaredDuration()
            .filter(declared -> declared.compareTo(limits.maxDuration()) > 0)
            .map(declared -> "the header states " + Shortfall.seconds(declared))
            .orElse("longer than its header states");
    return tooLong(file, found, limits);
  }

  private static RuntimeException tooLong(TrackFile file, String found, AudioLimits limits) {
    String limit = Shortfall.seconds(limits.maxDuration());
    return file.exceeds(found + "; the limit is " + limit + " (NEEDLEDROP_MAX_DURATION)");
  }

  /**
   * Returns what the header states beyond the decoded audio, if more than a tenth is missing.
   *
   * @param run a finished run
   * @param partial whether to accept audio that is cut off
   * @throws CutOffAudio if the audio ends in the middle and is not accepted
   * @throws org.needledrop.failure.MalformedAudio if nothing could be decoded
   */
  static Optional<Shortfall> check(
      TrackFile file, FfmpegRun run, Duration decoded, boolean partial) {
    Optional<Shortfall> shortfall =
        declared(file, run.header())
            .filter(declared -> isMissing(declared, decoded))
            .map(declared -> new Shortfall(declared, AudioEnd.isCutOff(file, run)));
    shortfall.ifPresent(missing -> refuse(file, missing, decoded, partial));
    return shortfall;
  }

  private static void refuse(TrackFile file, Shortfall missing, Duration decoded, boolean partial) {
    String found =
        "the header states %s, only %s could be decoded"
            .formatted(Shortfall.seconds(missing.declared()), Shortfall.seconds(decoded));
    if (decoded.isZero()) {
      throw file.malformed((missing.cutOff() ? "truncated: " : "cannot be decoded: ") + found);
    }
    if (missing.cutOff() && !partial) {
      throw file.cutOff("truncated: " + found);
    }
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
}
