package org.needledrop.audio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command line of one ffmpeg: what it may read, and how much of the machine it may take. */
final class FfmpegCommand {
  /** Demuxers of the formats we support: no playlists, no image sequences, no network. */
  private static final String DEMUXERS = "mp3,flac,ogg,mov,wav,w64,aiff,asf,aac";

  /** Audio decoders only, so that a cover picture is never decoded. Unknown names do no harm. */
  private static final String DECODERS =
      "mp3float,mp3,mp3_at,mp2float,mp2,flac,vorbis,libvorbis,opus,libopus,"
          + "aac,aac_at,libfdk_aac,alac,alac_at,ac3,eac3,wmav1,wmav2,wmapro,wmalossless,wmavoice,"
          + "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
          + "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,"
          + "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt";

  private static final Path SHELL = Path.of("/bin/sh");

  private FfmpegCommand() {}

  /**
   * @param output what becomes of the first audio stream: filters, codec, muxer, {@code pipe:1}
   */
  static List<String> of(Ffmpeg ffmpeg, AudioLimits limits, TrackFile file, List<String> output) {
    return Stream.of(
            limited(limits),
            ffmpeg.sandbox().around(file.path()),
            List.of(ffmpeg.executable().toString()),
            input(limits, file),
            output)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * {@code ulimit} counts KiB and seconds; where a shell cannot set one, ffmpeg runs without. Twice
   * the timeout: that only ends an ffmpeg whose Java process is no longer there to do it.
   */
  private static List<String> limited(AudioLimits limits) {
    if (!Files.isExecutable(SHELL)) {
      return List.of();
    }
    long kib = limits.maxMemoryBytes() / 1024;
    long seconds = 2 * limits.timeout().toSeconds() + 1;
    String script =
        "ulimit -v %d 2>/dev/null; ulimit -t %d 2>/dev/null; exec \"$0\" \"$@\""
            .formatted(kib, seconds);
    return List.of(SHELL.toString(), "-c", script);
  }

  private static List<String> input(AudioLimits limits, TrackFile file) {
    return List.of(
        "-nostdin",
        "-hide_banner",
        "-nostats",
        "-max_alloc",
        Long.toString(limits.maxMemoryBytes()),
        "-filter_threads",
        "1",
        "-protocol_whitelist",
        "file,pipe",
        "-format_whitelist",
        DEMUXERS,
        "-codec_whitelist",
        DECODERS,
        "-threads",
        "1",
        "-i",
        file.url(),
        "-map",
        "0:a:0",
        "-vn",
        "-sn",
        "-dn");
  }
}
