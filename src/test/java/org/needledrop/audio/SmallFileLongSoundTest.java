package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;

/** A small file that would cost hours, or all memory, is refused for what it costs. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SmallFileLongSoundTest {

  private static final PcmSink NOWHERE = (samples, count) -> {};
  private static final long LEAST_MEMORY = 256L << 20;

  @TempDir private Path folder;

  private static AudioLimits limits(Duration longest, Duration timeout) {
    return new AudioLimits(longest, timeout, LEAST_MEMORY);
  }

  @Test
  void refusesAnEditListThatPlaysTheSameAgainAndAgain() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.m4a"), 440, 5);
    HostileFile.repeat(100_000, file); // 139 hours
    Ffmpeg ffmpeg = Ffmpeg.find();

    assertThatThrownBy(() -> new AudioHash(ffmpeg, AudioLimits.defaults()).of(file))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith("its audio packets add up to more than 16 times the file size");
    assertThatThrownBy(
            () ->
                new AudioDecoder(ffmpeg, limits(Duration.ofMinutes(1), Duration.ofMinutes(1)))
                    .decode(file, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith(
            "longer than its header states; the limit is 60.0 s (NEEDLEDROP_MAX_DURATION)");
    assertThatThrownBy(
            () ->
                new AudioDecoder(ffmpeg, limits(Duration.ofHours(100), Duration.ofSeconds(1)))
                    .decode(file, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith(
            "ffmpeg exceeded the time limit of 1.0 s" + " (NEEDLEDROP_DECODE_TIMEOUT)");
  }

  @Test
  void allowsAnEditListThatPlaysSomethingTwice() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.m4a"), 440, 5);
    HostileFile.repeat(2, file);

    assertThat(new AudioHash(Ffmpeg.find(), AudioLimits.defaults()).of(file)).startsWith("sha256:");
  }

  @Test
  void refusesHoursOfSilenceInAFewKilobytes() throws IOException {
    Path file =
        TestAudio.encode(
            folder.resolve("silence.flac"),
            "-f",
            "lavfi",
            "-i",
            "anullsrc=r=8000:cl=mono",
            "-t",
            "18000",
            "-frame_size",
            "16384");
    assertThat(Files.size(file)).isLessThan(200_000);
    AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());

    assertThatThrownBy(() -> decoder.decode(file, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith(
            "the header states 18000.0 s; the limit is 14400.0 s (NEEDLEDROP_MAX_DURATION)");

    sayNothingOfTheLength(file);
    long[] decoded = {0};
    AudioLimits tenMinutes = limits(Duration.ofMinutes(10), Duration.ofMinutes(1));
    assertThatThrownBy(
            () ->
                new AudioDecoder(Ffmpeg.find(), tenMinutes)
                    .decode(file, (samples, count) -> decoded[0] += count))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith("the limit is 600.0 s (NEEDLEDROP_MAX_DURATION)");
    assertThat(decoded[0]).isLessThanOrEqualTo(600L * AudioDecoder.SAMPLE_RATE_HZ);
  }

  /** STREAMINFO without its number of samples: 36 bits from the middle of byte 21 on. */
  private static void sayNothingOfTheLength(Path flac) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(flac.toFile(), "rw")) {
      open.seek(21);
      int rateAndDepth = open.read() & 0xF0;
      open.seek(21);
      open.write(rateAndDepth);
      open.writeInt(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65535, 44100, 2147483647",
    "2, 2147483647, 2147483647",
    "1, 1, -16",
    "2, 44100, -1",
    "0, 0, 64",
    "255, 768000, -16"
  })
  void believesNoHeaderThatClaimsTheImpossible(int channels, int sampleRateHz, int dataBytes)
      throws IOException {
    Path file = HostileFile.wav(folder.resolve("a.wav"), channels, sampleRateHz, dataBytes);
    long[] decoded = {0};
    try {
      new AudioDecoder(Ffmpeg.find(), limits(Duration.ofHours(4), Duration.ofSeconds(20)))
          .decode(file, (samples, count) -> decoded[0] += count);
    } catch (TrackFailure e) {
      assertThat(e).isNotInstanceOf(UnexpectedFailure.class).hasMessageContaining(": ");
    }
    assertThat(decoded[0])
        .as("no more than the 64 bytes")
        .isLessThan(60L * AudioDecoder.SAMPLE_RATE_HZ);
  }

  /** Almost none of the file is on the disk. */
  @Test
  void decodesWhatFollowsATagThatIsAsLargeAsTheMemory() throws IOException {
    Path file = TestAudio.tone(folder.resolve("a.mp3"), 440, 1, "-id3v2_version", "0");
    byte[] sound = Files.readAllBytes(file);
    int size = (1 << 28) - 1;
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.writeBytes("ID3\4\0\0\u007f\u007f\u007f\u007fAPIC\u007f\u007f\u007fp\0\0");
      open.writeBytes("\0image/png\0\3\0");
      open.seek(10L + size);
      open.write(sound);
    }
    AudioLimits small = limits(Duration.ofHours(4), Duration.ofSeconds(40));

    assertThat(new AudioDecoder(Ffmpeg.find(), small).decode(file, NOWHERE).duration())
        .isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(200));
  }
}
