package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as ffmpeg 4.4 and 9.0 print them, where they differ. */
class InputHeaderTest {
  private static final String INPUT = "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:a.m4a':\n";
  private static final String DURATION =
      "  Duration: 00:01:05.25, start: 0.000000, bitrate: 72 kb/s\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "#0:0(und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s; aac; 1",
        "#0:0[0x1](und): Audio: aac (LC), 44100 Hz, stereo, fltp, 69 kb/s (default); aac; 2",
        "#0:0: Audio: mp3 (mp3float), 44100 Hz, 5.1(side), fltp, start 0.025057; mp3; 6",
        "#0:0: Audio: pcm_u8 ([1][0][0][0] / 0x0001), 44100 Hz, 3 channels, u8; pcm_u8; 3",
        "#0:0: Audio: flac, 44100 Hz, 7.1.4, s32 (24 bit); flac; 12",
        "#0:0: Audio: flac, 44100 Hz, ambisonic 1, s16; flac; 0"
      })
  void readsTheFirstAudioStream(String line, String codec, int channels) {
    AudioInfo info =
        header(INPUT + DURATION + "  Stream " + line)
            .info(Duration.ZERO, "ffmpeg 8.0", Optional.empty());

    assertThat(info)
        .isEqualTo(
            new AudioInfo(
                Container.MP4, codec, 44_100, channels, Duration.ZERO, Optional.of("ffmpeg 8.0")));
  }

  @Test
  void doesNotTakeTheOutputForTheInput() {
    String output =
        "Output #0, f32le, to 'pipe:1':\n  Stream #0:0: Audio: pcm_f32le, 22050 Hz, mono, flt";

    assertThat(header(INPUT + DURATION + output).codec()).isEmpty();
  }

  @Test
  void trustsNoDurationThatIsGuessedOrThatOfAFilm() {
    String guess = "[in#0/asf @ 0x55] Estimating duration from bitrate, this may be inaccurate\n";
    String film = "  Stream #0:1: Video: h264 (High), yuv420p, 640x360, 25 fps\n";
    String cover = "  Stream #0:1: Video: mjpeg, none, 90k tbr, 90k tbn (attached pic)\n";

    assertThat(header(INPUT + DURATION).declaredDuration()).contains(Duration.ofMillis(65_250));
    assertThat(header(INPUT + DURATION + cover).declaredDuration()).isPresent();
    assertThat(header(INPUT + DURATION + film).declaredDuration()).isEmpty();
    assertThat(header(guess + INPUT + DURATION).declaredDuration()).isEmpty();
    assertThat(header(INPUT + "  Duration: N/A, bitrate: 705 kb/s\n").declaredDuration()).isEmpty();
  }

  @Test
  void isNotFooledByWhatATitleSays() {
    String title = "    title           : [x] DRM protected stream detected\n";
    String more = "                    :   Duration: 09:00:00.00, start\n";

    assertThat(header(INPUT + title + more).encrypted()).isFalse();
    assertThat(header(INPUT + title + more).declaredDuration()).isEmpty();
  }

  private static InputHeader header(String text) {
    InputHeader header = new InputHeader();
    text.lines().forEach(header::read);
    return header;
  }
}
