package org.needledrop.audio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.needledrop.failure.IoReason;

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
        case APE -> run.endedInDecoderError();
        default -> AudioExtent.reachesBeyond(channel);
      };
    } catch (IOException e) {
      throw file.unreadable("cannot read the file: " + IoReason.of(e));
    }
  }
}
