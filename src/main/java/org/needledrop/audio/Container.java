package org.needledrop.audio;

/** The file format around the encoded audio. */
public enum Container {
  MP3,
  FLAC,
  OGG,
  MP4,
  WAV,
  AIFF,
  ASF,
  APE,
  MUSEPACK,
  WAVPACK,
  TAK,
  TTA,
  DSF,
  OTHER;

  /**
   * @param demuxer ffmpeg's name of the demuxer, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
   */
  static Container ofDemuxer(String demuxer) {
    return switch (demuxer) {
      case "mp3" -> MP3;
      case "flac" -> FLAC;
      case "ogg" -> OGG;
      case "wav" -> WAV;
      case "aiff" -> AIFF;
      case "asf" -> ASF;
      case "ape" -> APE;
      case "mpc", "mpc8" -> MUSEPACK;
      case "wv" -> WAVPACK;
      case "tak" -> TAK;
      case "tta" -> TTA;
      case "dsf" -> DSF;
      default -> demuxer.startsWith("mov,") ? MP4 : OTHER;
    };
  }
}
