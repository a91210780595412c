package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.fuzzing.FuzzedFile;

/** What ffmpeg says of a file, with names and tags in it that the file chose. */
class FfmpegFuzzTest {
  private static final AudioLimits LIMITS =
      new AudioLimits(Duration.ofHours(1), Duration.ofHours(1), 1L << 30);
  private static final FuzzedFile WAV = FuzzedFile.named("a.wav");

  @DictionaryEntries({"Input #0, mp3, from '", "  Duration: 00:00:01.00, ", " Hz, stereo, "})
  @DictionaryEntries({"  Stream #0:0: Audio: ", "  Stream #0:1: Video: ", "(attached pic)"})
  @DictionaryEntries({
    "Stream mapping:",
    "[asf @ 0x1] ",
    "DRM protected stream detected",
    "5.1(side)"
  })
  @DictionaryEntries({"Estimating duration from bitrate", " channels", "(drms / 0x6D726473)"})
  @FuzzTest
  void log(byte[] stderr) {
    FfmpegLog log = new FfmpegLog();
    log.drain(new ByteArrayInputStream(stderr));
    TrackFailure why =
        FfmpegFailure.explain(new TrackFile(Path.of("a.mp3"), Stage.DECODE), log, LIMITS, 1);
    assertThat(why.reason()).isNotBlank().hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
    AudioInfo info = log.header().info(Duration.ZERO, "ffmpeg 8.0", Optional.empty());
    assertThat(info.container()).isNotNull();
    assertThat(info.codec()).isNotEmpty();
    assertThat(info.channels()).isNotNegative();
    assertThat(info.sampleRateHz()).isNotNegative();
    log.header().declaredDuration().ifPresent(said -> assertThat(said.isNegative()).isFalse());
  }

  /** A file is asked where its audio ends; whatever it holds, that is inside of it. */
  @DictionaryEntries({"RIFF", "FORM", ".snd", "data", "SSND", "TAG", "APETAGEX", "000011LYRICS200"})
  @DictionaryEntries({"\377\373\220\0", "\377\370", "ID3\4"})
  @FuzzTest
  void end(byte[] file) throws IOException {
    Path path = WAV.holding(file);
    try (FileChannel channel = FileChannel.open(path)) {
      assertThat(AudioTail.end(channel)).isBetween(0L, channel.size());
      assertThat(AudioTail.read(channel, 100).remaining()).isLessThanOrEqualTo(100);
      assertThat(Mp3End.isComplete(channel) && channel.size() == 0).isFalse();
      assertThat(FlacEnd.isComplete(channel) && channel.size() == 0).isFalse();
      AudioExtent.reachesBeyond(channel);
    }
    assertThat(UntaggedHash.of(path)).matches("[0-9a-f]{64}");
  }

  /** A file is asked for its length, and its bytes are taken for samples. */
  @DictionaryEntries({"RIFF", "WAVE", "fmt ", "data", "LIST"})
  @FuzzTest
  void wav(byte[] file) throws IOException {
    Path path = WAV.holding(file);
    WavHeader.duration(path).ifPresent(said -> assertThat(said.isNegative()).isFalse());
    PcmReader reader = new PcmReader(new ByteArrayInputStream(file));
    ByteBuffer expected = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int count = reader.read(); count > 0; count = reader.read()) {
      for (int i = 0; i < count; i++) {
        assertThat(Float.floatToRawIntBits(reader.samples()[i])).isEqualTo(expected.getInt());
      }
    }
    assertThat(expected.remaining()).isLessThan(Float.BYTES);
  }
}
