package org.needledrop.audio;

import org.needledrop.failure.TrackFailure;

/** Derives the cause of a failure from ffmpeg's exit code and last lines (ffmpeg 4.4 to 9). */
final class FfmpegFailure {
  /** Exit codes of the shell or the loader. */
  private static final int CANNOT_EXECUTE = 126;

  private static final int NOT_FOUND = 127;

  /** Exit code of an ffmpeg that received several signals. */
  private static final int HARD_EXIT = 123;

  /** Added to the number of the signal that killed the process. */
  private static final int SIGNAL = 128;

  private static final int HUP = 1;
  private static final int INT = 2;
  private static final int KILL = 9;
  private static final int TERM = 15;
  private static final int XCPU = 24;

  private FfmpegFailure() {}

  static TrackFailure explain(TrackFile file, FfmpegLog log, AudioLimits limits, int status) {
    return switch (status) {
      case CANNOT_EXECUTE, NOT_FOUND ->
          file.unexpected(
              "cannot start ffmpeg (exit code %d): %s".formatted(status, log.lastComplaint()));
      case HARD_EXIT, SIGNAL + HUP, SIGNAL + INT, SIGNAL + KILL, SIGNAL + TERM ->
          file.unexpected(
              "ffmpeg was killed (exit code %d), possibly for lack of memory; tag it again"
                  .formatted(status));
      case SIGNAL + XCPU -> file.exceeds("ffmpeg took too long");
      default ->
          explain(
              file, log, limits, "%s (ffmpeg exit code %d)".formatted(log.lastComplaint(), status));
    };
  }

  private static TrackFailure explain(
      TrackFile file, FfmpegLog log, AudioLimits limits, String said) {
    if (log.begins("bwrap: ")) {
      return file.unexpected("cannot create the sandbox: " + said);
    }
    if (log.says("matches no streams")) {
      return file.malformed("no audio stream");
    }
    if (log.says("Format not on whitelist")) {
      return file.unsupported("not a supported audio format");
    }
    if (log.header().encrypted()) {
      return file.unsupported("protected by DRM");
    }
    if (log.says("Cannot allocate memory")) {
      return file.exceeds("needs more than " + (limits.maxMemoryBytes() >> 20) + " MiB of memory");
    }
    if (log.says("Error while opening decoder") || log.says("Decoder (codec")) {
      return file.unsupported("no decoder for " + log.header().codec().orElse("its codec"));
    }
    if (log.says("Could not write header for output")) {
      return file.malformed("no audio found: the header gives no sample rate or no channels");
    }
    return file.malformed(
        (log.header().recognised() ? "cannot be decoded: " : "no audio found: ") + said);
  }
}
