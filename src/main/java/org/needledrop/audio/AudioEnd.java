package org.needledrop.audio;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Tells whether a file ends in the middle of its audio, from the file and not from its duration.
 */
final class AudioEnd {

  private AudioEnd() {}

  /**
   * Returns whether the last frame is incomplete, or the container's sizes point beyond the end of
   * the file.
   *
   * @param run a finished run that decoded the file
   */
  static boolean isCutOff(TrackFile file, FfmpegRun run) {
    Container container = run.header().container();
    if (container == Container.OGG) {
      return false; // its duration is that of the last complete page, so nothing is missing
    }
    if (run.endedInsidePacket()) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file.path())) {
      return switch (container) {
        case MP3 -> !Mp3End.isComplete(channel);
        case FLAC -> !FlacEnd.isComplete(channel);
        default -> AudioExtent.reachesBeyond(channel);
      };
    } catch (IOException e) {
      throw file.unexpected("cannot read the end of the file: " + e.getMessage());
    }
  }
}
