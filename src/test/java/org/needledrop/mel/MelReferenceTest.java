package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.evaluation.NumpyArray;

/** Against librosa; the arrays were made by src/test/python/make_mel_reference.py. */
class MelReferenceTest {
  private static final double TOLERANCE_DB = 1e-3;

  static Stream<Arguments> signalsAndSettings() throws IOException {
    List<String> settings;
    try (InputStream file = MelReferenceTest.class.getResourceAsStream("/mel/settings.csv")) {
      settings = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
    return Stream.of("chirp", "noise", "impulses", "chord")
        .flatMap(
            signal ->
                IntStream.range(0, settings.size())
                    .mapToObj(i -> Arguments.of(signal, i, settings.get(i))));
  }

  @ParameterizedTest
  @MethodSource("signalsAndSettings")
  void equalsLibrosa(String signal, int number, String settings) {
    LogMel logMel = TestMel.logMel(settings(settings), resource(signal).floats());
    NumpyArray expected = resource(signal + "-" + number);

    assertThat(new int[] {logMel.bands(), logMel.frames()}).isEqualTo(expected.shape());
    assertThat(largestDifference(TestMel.flat(logMel), expected.floats())).isLessThan(TOLERANCE_DB);
  }

  private static double largestDifference(float[] actual, float[] expected) {
    return IntStream.range(0, expected.length)
        .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
        .max()
        .orElseThrow();
  }

  private static MelSettings settings(String row) {
    String[] values = row.split(",", -1);
    return new MelSettings(
        22_050,
        Integer.parseInt(values[0]),
        Integer.parseInt(values[1]),
        "hann",
        Boolean.parseBoolean(values[2]),
        Integer.parseInt(values[3]),
        Double.parseDouble(values[4]),
        Double.parseDouble(values[5]),
        MelScale.valueOf(values[6].toUpperCase(Locale.ROOT)),
        MelNorm.valueOf(values[7].toUpperCase(Locale.ROOT)),
        Double.parseDouble(values[8]),
        "track-maximum",
        -80,
        255);
  }

  private static NumpyArray resource(String name) {
    try (InputStream file = MelReferenceTest.class.getResourceAsStream("/mel/" + name + ".npy")) {
      return NumpyArray.parse(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
