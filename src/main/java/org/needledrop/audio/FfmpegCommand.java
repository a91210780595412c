package org.needledrop.audio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds the command line of an ffmpeg process, with its resource limits and allowed formats. */
final class FfmpegCommand {
  /** Demuxers of the supported formats: no playlists, no image sequences, no network. */
  private static final String DEMUXERS =
      "mp3,flac,ogg,mov,wav,w64,aiff,asf,aac,ac3,eac3,dts,ape,mpc,mpc8,wv,tak,tta,dsf,iff,caf,au,"
          + "matroska";

  /** Audio decoders only, so that cover art is never decoded. ffmpeg ignores unknown names. */
  private static final String DECODERS =
      "mp3float,mp3,mp3_at,mp2float,mp2,flac,vorbis,libvorbis,opus,libopus,"
          + "aac,aac_at,libfdk_aac,alac,alac_at,ac3,eac3,wmav1,wmav2,wmapro,wmalossless,wmavoice,"
          + "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
          + "pcm_s64le,pcm_s64be,pcm_u16le,pcm_u16be,pcm_u24le,pcm_u24be,pcm_u32le,pcm_u32be,"
          + "pcm_f16le,pcm_f24le,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,"
          + "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,adpcm_yamaha,g722,adpcm_g722,"
          + "g726,adpcm_g726,g726le,adpcm_g726le,gsm,gsm_ms,libgsm,libgsm_ms,speex,libspeex,"
          + "mp1float,mp1,aac_latm,als,dca,truehd,mlp,ape,mpc7,mpc8,wavpack,tak,tta,"
          + "dsd_lsbf,dsd_msbf,dsd_lsbf_planar,dsd_msbf_planar";

  /** Output options that choose the first audio stream. */
  static final List<String> FIRST_AUDIO_STREAM = List.of("-map", "0:a:0", "-vn", "-sn", "-dn");

  private static final Path SHELL = Path.of("/bin/sh");

  private FfmpegCommand() {}

  /**
   * @param output which stream, filters, codec, muxer, {@code pipe:1}
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
   * Wraps ffmpeg in a shell that sets {@code ulimit} (KiB and seconds); limits the shell cannot set
   * are skipped. The CPU limit is twice the timeout, as it only stops an ffmpeg whose Java process
   * has died.
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
        file.url());
  }
}
