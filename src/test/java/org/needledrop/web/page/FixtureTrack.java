package org.needledrop.web.page;

import static java.util.Comparator.comparing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A track of the fixture: a real file, with probabilities that are drawn, not heard.
 *
 * @param id stands for the audio hash
 * @param seconds of audio
 * @param spectrogram as PNG
 * @param tagged genre in its file, or null
 */
record FixtureTrack(
    String id,
    Path file,
    String name,
    double seconds,
    byte[] spectrogram,
    String tagged,
    Map<String, Double> probabilities,
    double x,
    double y) {

  static final List<String> GENRES =
      List.of(
          "blues",
          "classical",
          "country",
          "disco",
          "hiphop",
          "jazz",
          "metal",
          "pop",
          "reggae",
          "rock");
  static final double LEAST = 0.47;
  static final double STRIDE_SECONDS = 3;

  static FixtureTrack drawn(int number, Path file, Recorded recorded) {
    Random random = new Random(number * 7919L);
    String name = number < 100 ? file.getFileName().toString() : number + "-" + file.getFileName();
    Map<String, Double> probabilities = probabilities(random, random.nextInt(10), 3.2);
    int top = GENRES.indexOf(top(probabilities));
    double angle = top * 2 * Math.PI / GENRES.size();
    return new FixtureTrack(
        "%016x".formatted(random.nextLong()),
        file,
        name,
        recorded.seconds(),
        recorded.spectrogram(),
        random.nextInt(3) == 0 ? "Soundtrack" : null,
        probabilities,
        3 * Math.cos(angle) + random.nextGaussian(),
        2 * Math.sin(angle) + 0.8 * random.nextGaussian());
  }

  private static Map<String, Double> probabilities(Random random, int favourite, double favour) {
    Map<String, Double> weights = new LinkedHashMap<>();
    double sum = 0;
    for (int i = 0; i < GENRES.size(); i++) {
      double weight = Math.exp(random.nextGaussian() + (i == favourite ? favour : 0));
      weights.put(GENRES.get(i), weight);
      sum += weight;
    }
    double total = sum;
    weights.replaceAll((genre, weight) -> weight / total);
    return weights;
  }

  private static String top(Map<String, Double> probabilities) {
    return probabilities.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  String topGenre() {
    return top(probabilities);
  }

  double confidence() {
    return probabilities.get(topGenre());
  }

  boolean abstains() {
    return confidence() < LEAST;
  }

  /** As the API tells it. */
  Map<String, Object> json(String label) {
    Map<String, Object> track = new HashMap<>();
    track.put("id", id);
    track.put("path", "Samples/" + name);
    track.put("name", name);
    track.put("model", "genre-musicnn/1");
    track.put("seconds", seconds);
    track.put("topGenre", topGenre());
    track.put("confidence", confidence());
    track.put("probabilities", probabilities);
    track.put(abstains() ? "abstained" : "genre", abstains() ? "unsure" : topGenre());
    if (label != null) {
      track.put("label", label);
    }
    return track;
  }

  Map<String, Object> timeline() {
    int count = Math.max(1, (int) (seconds / STRIDE_SECONDS));
    Random random = new Random(id.hashCode());
    List<List<Double>> snippets =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(i -> snippet(random, i))
            .map(heard -> List.copyOf(heard.values()))
            .toList();
    int top = GENRES.indexOf(topGenre());
    return Map.of(
        "genres", GENRES,
        "snippetSeconds", 3.0,
        "strideSeconds", STRIDE_SECONDS,
        "snippets", snippets,
        "decidedBy",
            java.util.stream.IntStream.range(0, count)
                .boxed()
                .sorted(comparing(i -> -snippets.get(i).get(top)))
                .toList());
  }

  private Map<String, Double> snippet(Random random, int number) {
    int favourite = number % 5 < 3 ? GENRES.indexOf(topGenre()) : random.nextInt(GENRES.size());
    return probabilities(random, favourite, 2.5);
  }
}
