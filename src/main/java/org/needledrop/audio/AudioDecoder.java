package org.needledrop.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.failure.Stage;

/**
 * Decodes any audio file that ffmpeg reads to mono samples at 22,050 Hz, the mean of the channels.
 * Safe to share between threads; each call runs an ffmpeg of its own.
 */
public final class AudioDecoder {
  public static final int SAMPLE_RATE_HZ = 22_050;

  /**
   * Converts to float, downmixes, and resamples with a longer filter than ffmpeg's default: flat up
   * to 9.5 kHz, -91 dB from 11 kHz, where the default aliases at -12 dB. 256 filter phases instead
   * of 1,024 suffice: exact for 44.1, 48 and 96 kHz, accurate to -107 dB for other rates.
   */
  private static final String MONO_22050 =
      "aformat=sample_fmts=fltp:channel_layouts=mono,"
          + "aresample=22050:filter_size=80:cutoff=0.93:filter_type=kaiser:kaiser_beta=9:phase_shift=8";

  private final Ffmpeg ffmpeg;
  private final AudioLimits limits;
  private final boolean partial;

  public AudioDecoder(Ffmpeg ffmpeg, AudioLimits limits) {
    this(ffmpeg, limits, false);
  }

  private AudioDecoder(Ffmpeg ffmpeg, AudioLimits limits, boolean partial) {
    this.ffmpeg = ffmpeg;
    this.limits = limits;
    this.partial = partial;
  }

  /**
   * Returns a copy that decodes what is there of a track that is cut off.
   *
   * @param accepted whether to; else such a track is refused
   */
  public AudioDecoder partial(boolean accepted) {
    return new AudioDecoder(ffmpeg, limits, accepted);
  }

  /**
   * Decodes the first audio stream into the sink; blocks until it is complete. If decoding fails,
   * the sink may have received samples already: discard them. A valid file without any samples is
   * not a failure, nor is a header that states more than the file holds.
   *
   * @throws org.needledrop.failure.CutOffAudio if the audio ends in the middle, unless {@link
   *     #partial} audio is accepted
   * @throws org.needledrop.failure.MalformedAudio if the file is damaged, truncated or not audio
   * @throws org.needledrop.failure.UnsupportedFormat if it is encrypted or of an unknown format
   * @throws org.needledrop.failure.LimitExceeded if it exceeds one of the {@link AudioLimits}
   * @throws java.util.concurrent.CancellationException if this thread is interrupted; the interrupt
   *     flag stays set
   */
  public AudioInfo decode(Path path, PcmSink sink) {
    TrackFile file = TrackFile.readable(path, Stage.DECODE);
    try (FfmpegRun run = FfmpegRun.start(ffmpeg, limits, file, output())) {
      Duration decoded = duration(pump(run, file, sink));
      run.finish();
      DeclaredDuration.refuseEarly(file, run.header(), limits);
      var shortfall = DeclaredDuration.check(file, run, decoded, partial);
      return run.header().info(decoded, "ffmpeg " + ffmpeg.version(), shortfall);
    }
  }

  private long pump(FfmpegRun run, TrackFile file, PcmSink sink) {
    PcmReader pcm = new PcmReader(run.stdout());
    long maxSamples = limits.maxDuration().toMillis() * SAMPLE_RATE_HZ / 1000;
    long samples = 0;
    try {
      for (int count = pcm.read(); count > 0; count = pcm.read()) {
        DeclaredDuration.refuseEarly(file, run.header(), limits);
        samples += count;
        if (samples > maxSamples) {
          throw DeclaredDuration.playsTooLong(file, run.header(), limits);
        }
        sink.accept(pcm.samples(), count);
      }
      return samples;
    } catch (IOException e) {
      throw run.broken(e);
    }
  }

  /**
   * {@code rematrix_maxval} makes the downmix a weighted mean: two equal channels keep their level.
   * {@code flush_packets} fills the pipe in few large writes instead of one per packet.
   */
  private List<String> output() {
    long seconds = limits.maxDuration().toSeconds() + 1;
    List<String> samples =
        List.of(
            "-t",
            Long.toString(seconds),
            "-af",
            MONO_22050,
            "-rematrix_maxval",
            "1",
            "-flush_packets",
            "0",
            "-f",
            "f32le",
            "pipe:1");
    return Stream.of(FfmpegCommand.FIRST_AUDIO_STREAM, samples).flatMap(List::stream).toList();
  }

  private static Duration duration(long samples) {
    return Duration.ofNanos(Math.round(samples * (1e9 / SAMPLE_RATE_HZ)));
  }
}
