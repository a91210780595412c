package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.needledrop.audio.TestAudio;
import org.needledrop.evaluation.NumpyArray;

/**
 * Real music: decoded excerpts of GTZAN tracks against log-mels that others computed from the whole
 * clips. The music is not free, so the folder is only there where {@code GTZAN_HOME} names it.
 */
class GtzanTest {
  private static final String HOME = System.getenv("GTZAN_HOME");

  private NumpyArray logMels;
  private List<String> ids;

  /** How well one excerpt agrees; the errors are in dB. */
  private record Agreement(double correlation, double meanErrorDb) {}

  /** A row of {@code audio.csv}. */
  private record Excerpt(String source, String id, double startSeconds) {
    static Excerpt of(String row) {
      String[] columns = row.split(",", -1);
      return new Excerpt(columns[0], columns[1], Double.parseDouble(columns[2]));
    }

    Path file() {
      return Path.of(HOME, "audio", source, id + ".flac");
    }
  }

  @BeforeEach
  void readLogMels() {
    assumeThat(HOME).as("the environment variable GTZAN_HOME names no GTZAN folder").isNotNull();
    Path archive = Path.of(HOME, "logmel_128x387_u8.npz");
    logMels = NumpyArray.ofArchive(archive, "X");
    ids = Arrays.asList(NumpyArray.ofArchive(archive, "ids").strings());
  }

  @Test
  void reproducesAWholeClip() {
    Agreement agreement = compare(new Excerpt("xcizma06", "blues.00000", 0), false);

    System.out.printf("GTZAN blues.00000, whole: %s%n", agreement);
    // Rounding to 255 steps alone makes 0.08; a few columns are one frame off.
    assertThat(agreement.meanErrorDb()).isLessThan(0.15);
    assertThat(agreement.correlation()).isGreaterThan(0.999);
  }

  @Test
  void reproducesTheExcerptsOfEverySource() throws IOException {
    Map<String, List<Agreement>> bySource = new TreeMap<>();
    for (String row : Files.readAllLines(Path.of(HOME, "audio.csv")).subList(1, 489)) {
      Excerpt excerpt = Excerpt.of(row);
      bySource
          .computeIfAbsent(excerpt.source(), source -> new ArrayList<>())
          .add(compare(excerpt, true));
    }

    bySource.forEach(
        (source, agreements) ->
            System.out.printf(
                "GTZAN %s: %d excerpts, median correlation %.4f, median of mean errors %.2f dB%n",
                source, agreements.size(), correlation(agreements), errorDb(agreements)));
    assertThat(bySource).containsOnlyKeys("actcv500", "xcizma06", "zenny126");
    assertThat(correlation(bySource.get("actcv500"))).isGreaterThan(0.98);
    assertThat(errorDb(bySource.get("actcv500"))).isLessThan(1.8);
    assertThat(correlation(bySource.get("zenny126"))).isGreaterThan(0.965);
    assertThat(errorDb(bySource.get("zenny126"))).isLessThan(2.6);
  }

  private static double correlation(List<Agreement> agreements) {
    return median(agreements.stream().mapToDouble(Agreement::correlation).toArray());
  }

  private static double errorDb(List<Agreement> agreements) {
    return median(agreements.stream().mapToDouble(Agreement::meanErrorDb).toArray());
  }

  /** The loudest cell of the clip may lie outside of an excerpt: only a constant offset then. */
  private Agreement compare(Excerpt excerpt, boolean aligned) {
    LogMel logMel = TestMel.logMel(TestMel.settings(512, true), TestAudio.samples(excerpt.file()));
    int track = ids.indexOf(excerpt.id());
    int columns = logMels.shape()[2];
    List<double[]> pairs = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      long frame =
          (long) Math.floor(3.3365 * column + 1.7)
              - Math.round(excerpt.startSeconds() * 22_050 / 512);
      // Two frames at either edge hold the zeros that an excerpt is padded with.
      int edge = aligned ? 2 : 0;
      if (frame >= edge && frame < logMel.frames() - edge) {
        for (int band = 0; band < logMel.bands(); band++) {
          int value =
              Byte.toUnsignedInt(
                  logMels.values().get((track * logMel.bands() + band) * columns + column));
          pairs.add(new double[] {value / 255.0 * 80 - 80, logMel.db(band, (int) frame)});
        }
      }
    }
    return agreement(pairs, aligned);
  }

  private static Agreement agreement(List<double[]> pairs, boolean aligned) {
    // At the floor a difference says nothing.
    double[][] audible = pairs.stream().filter(pair -> pair[0] > -79.9).toArray(double[][]::new);
    double offset =
        aligned ? median(Arrays.stream(audible).mapToDouble(p -> p[0] - p[1]).toArray()) : 0;
    double error =
        Arrays.stream(audible)
            .mapToDouble(p -> Math.abs(p[0] - p[1] - offset))
            .average()
            .orElseThrow();
    return new Agreement(correlation(audible), error);
  }

  private static double correlation(double[][] pairs) {
    double[] means =
        IntStream.of(0, 1)
            .mapToDouble(i -> Arrays.stream(pairs).mapToDouble(p -> p[i]).average().orElseThrow())
            .toArray();
    return product(pairs, means, 0, 1)
        / Math.sqrt(product(pairs, means, 0, 0) * product(pairs, means, 1, 1));
  }

  private static double product(double[][] pairs, double[] means, int i, int j) {
    return Arrays.stream(pairs).mapToDouble(p -> (p[i] - means[i]) * (p[j] - means[j])).sum();
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
