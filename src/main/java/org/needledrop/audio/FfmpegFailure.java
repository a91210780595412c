package org.needledrop.audio;

import org.needledrop.failure.TrackFailure;

/** Why ffmpeg gave up, told from its last lines (ffmpeg 4.4 to 9). */
final class FfmpegFailure {
  private FfmpegFailure() {}

  static TrackFailure explain(TrackFile file, FfmpegLog log, AudioLimits limits, int status) {
    if (log.says("matches no streams")) {
      return file.malformed("no audio in it");
    }
    if (log.says("Format not on whitelist")) {
      return file.unsupported("not an audio file of a kind Needledrop reads");
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
    String said = log.lastComplaint() + " (ffmpeg ended with " + status + ")";
    return file.malformed(log.header().recognised() ? said : "no audio found in it: " + said);
  }
}
