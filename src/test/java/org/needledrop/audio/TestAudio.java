package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Real audio files for tests, made by an ffmpeg that has encoders. */
public final class TestAudio {
  private static final Path ENCODER =
      Ffmpeg.in(Path.of(System.getProperty("ffmpeg.encoder"))).orElseThrow().executable();

  private TestAudio() {}

  /**
   * Runs ffmpeg; the extension of the target chooses the container.
   *
   * @param ffmpegArguments inputs and encoder options, such as {@code -f lavfi -i anullsrc -t 5}
   */
  public static Path encode(Path target, String... ffmpegArguments) {
    return encodeWith(ENCODER, target, ffmpegArguments);
  }

  /** The same with another ffmpeg. */
  public static Path encodeWith(Path ffmpeg, Path target, String... ffmpegArguments) {
    List<String> command = new ArrayList<>();
    command.add(ffmpeg.toString());
    command.addAll(List.of("-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(ffmpegArguments));
    command.add("file:" + target.toAbsolutePath());
    run(command);
    return target;
  }

  /** The ffmpeg that makes the files. */
  public static Path encoder() {
    return ENCODER;
  }

  /**
   * A sine of peak 0.5 in both of two channels at 44,100 Hz.
   *
   * @param encoderArguments such as {@code -c:a alac} or {@code -ar 48000}
   */
  public static Path tone(Path target, double hz, double seconds, String... encoderArguments) {
    String wave = String.format(Locale.ROOT, "0.5*sin(2*PI*%f*t)", hz);
    return generated(target, wave + "|" + wave + ":s=44100", seconds, encoderArguments);
  }

  /**
   * Any wave.
   *
   * @param expression of ffmpeg's {@code aevalsrc}: one expression a channel, then its options
   */
  public static Path generated(
      Path target, String expression, double seconds, String... encoderArguments) {
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
    arguments.add(String.format(Locale.ROOT, "aevalsrc=%s:d=%f", expression, seconds));
    arguments.addAll(List.of(encoderArguments));
    return encode(target, arguments.toArray(String[]::new));
  }

  /** The whole track, as {@link AudioDecoder} gives it with its default limits. */
  public static float[] samples(Path file) {
    FloatRecorder recorder = new FloatRecorder();
    new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults()).decode(file, recorder);
    return recorder.samples();
  }

  /** What is there of a track that is cut off. */
  public static float[] partSamples(Path file) {
    FloatRecorder recorder = new FloatRecorder();
    AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());
    decoder.partial(true).decode(file, recorder);
    return recorder.samples();
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Keeps every sample it is given. */
  private static final class FloatRecorder implements PcmSink {
    private float[] recorded = new float[1 << 16];
    private int count;

    @Override
    public void accept(float[] samples, int added) {
      if (count + added > recorded.length) {
        recorded = Arrays.copyOf(recorded, Math.max(2 * recorded.length, count + added));
      }
      System.arraycopy(samples, 0, recorded, count, added);
      count += added;
    }

    float[] samples() {
      return Arrays.copyOf(recorded, count);
    }
  }
}
