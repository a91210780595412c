package org.needledrop.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.needledrop.failure.Stage;

/**
 * Decodes any audio file that ffmpeg reads to mono samples at 22,050 Hz, the mean of the channels.
 * Safe to share between threads; each call runs an ffmpeg of its own.
 */
public final class AudioDecoder {
  public static final int SAMPLE_RATE_HZ = 22_050;

  /**
   * To float first, then the downmix, then a longer filter than ffmpeg's default: flat up to 9.5
   * kHz, 91 dB down from 11 kHz up, where the default aliases at -12 dB. Of the 1,024 phases that
   * it would compute 256 are enough: exactly for 44.1, 48 and 96 kHz, to -107 dB for the others.
   */
  private static final String MONO_22050 =
      "aformat=sample_fmts=fltp:channel_layouts=mono,"
          + "aresample=22050:filter_size=80:cutoff=0.93:filter_type=kaiser:kaiser_beta=9:phase_shift=8";

  private final Ffmpeg ffmpeg;
  private final AudioLimits limits;

  public AudioDecoder(Ffmpeg ffmpeg, AudioLimits limits) {
    this.ffmpeg = ffmpeg;
    this.limits = limits;
  }

  /**
   * Blocks until the whole first audio stream went into the sink. A failure may come after the sink
   * has seen samples: what it made of them is then worthless. A sound file without a single sample
   * is no failure.
   *
   * @throws org.needledrop.failure.MalformedAudio if it is damaged, truncated or no audio at all
   * @throws org.needledrop.failure.UnsupportedFormat if it is encrypted, or of an unknown kind
   * @throws org.needledrop.failure.LimitExceeded if it passes one of the {@link AudioLimits}
   * @throws java.util.concurrent.CancellationException if this thread is interrupted; it stays so
   */
  public AudioInfo decode(Path path, PcmSink sink) {
    TrackFile file = TrackFile.readable(path, Stage.DECODE);
    try (FfmpegRun run = FfmpegRun.start(ffmpeg, limits, file, output())) {
      Duration decoded = duration(pump(run, file, sink));
      run.finish();
      Promise.refuseEarly(file, run.header(), limits);
      Promise.check(file, run.header(), decoded);
      return run.header().info(decoded, "ffmpeg " + ffmpeg.version());
    }
  }

  private long pump(FfmpegRun run, TrackFile file, PcmSink sink) {
    PcmReader pcm = new PcmReader(run.stdout());
    long maxSamples = limits.maxDuration().toMillis() * SAMPLE_RATE_HZ / 1000;
    long samples = 0;
    try {
      for (int count = pcm.read(); count > 0; count = pcm.read()) {
        Promise.refuseEarly(file, run.header(), limits);
        samples += count;
        if (samples > maxSamples) {
          throw Promise.tooLong(file, "longer than its header says", limits);
        }
        sink.accept(pcm.samples(), count);
      }
      return samples;
    } catch (IOException e) {
      throw run.broken(e);
    }
  }

  /**
   * {@code rematrix_maxval} makes the downmix a weighted mean: two equal channels stay as loud.
   * {@code flush_packets} fills the pipe in few large writes instead of one a packet.
   */
  private List<String> output() {
    long seconds = limits.maxDuration().toSeconds() + 1;
    return List.of(
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
  }

  private static Duration duration(long samples) {
    return Duration.ofNanos(Math.round(samples * (1e9 / SAMPLE_RATE_HZ)));
  }
}
