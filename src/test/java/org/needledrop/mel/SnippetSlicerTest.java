package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetSlicerTest {
  private static final int HOP = 1708;

  @ParameterizedTest
  @CsvSource({
    "1, 39, 0, 0",
    "38, 39, 0, 0",
    "39, 39, 0, 1",
    "77, 39, 0, 1",
    "78, 39, 0, 2",
    "388, 39, 0, 9",
    "58, 39, 0.5, 1",
    "59, 39, 0.5, 2",
    "40, 39, 0.999, 2",
    "5, 1, 0.9, 5"
  })
  void cutsWholeSnippetsOnly(int frames, int snippetFrames, double overlap, int count) {
    assertThat(new SnippetSlicer(snippetFrames, overlap).slice(track(frames)).count())
        .isEqualTo(count);
  }

  @Test
  void laysEachSnippetOutBandAfterBand() {
    LogMel track = track(100);

    Snippets snippets = new SnippetSlicer(39, 0.5).slice(track);

    assertThat(snippets.logMels()[2]).hasSize(128 * 39);
    for (int band = 0; band < snippets.bands(); band++) {
      for (int frame = 0; frame < snippets.frames(); frame++) {
        assertThat(snippets.logMels()[2][band * 39 + frame])
            .isEqualTo(track.quantised(band, 2 * 20 + frame));
      }
    }
  }

  @Test
  void returnsWhereEachSnippetBegins() {
    Snippets snippets = new SnippetSlicer(39, 0).slice(track(120));

    assertThat(snippets.snippetSeconds()).isCloseTo(39 * HOP / 22_050.0, within(1e-12));
    assertThat(snippets.startSeconds()).hasSize(3);
    assertThat(snippets.startSeconds()[2]).isCloseTo(2 * 39 * HOP / 22_050.0, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesAnOverlapThatWouldNotAdvance(double overlap) {
    assertThatThrownBy(() -> new SnippetSlicer(39, overlap))
        .hasMessageContaining("overlap must be 0 to below 1");
  }

  private static LogMel track(int frames) {
    Random random = new Random(frames);
    float[] samples = new float[(frames - 1) * HOP];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    return TestMel.logMel(TestMel.settings(), samples);
  }
}
