package org.needledrop.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.UnitVectors;

/**
 * Precision of nearest neighbours: how many have the genre of the track, leaving one out.
 *
 * @param tracks number of tracks
 * @param count number of neighbours per track
 * @param precision fraction of neighbours with the track's genre, 0..1; mean over the tracks
 * @param chance precision of random neighbours
 * @param genres precision by genre of the track
 */
public record Neighbourhood(
    SimilarityMeasure closeness,
    int tracks,
    int count,
    double precision,
    double chance,
    Map<String, Double> genres) {

  /** Unit vector and genre of a track. */
  private record Place(String genre, float[] direction) {}

  /**
   * Compares each track with all others.
   *
   * @param tracks more than {@code count}
   * @param count 1 or more
   * @throws IllegalArgumentException if there are too few tracks
   */
  public static Neighbourhood of(List<ScoredTrack> tracks, SimilarityMeasure closeness, int count) {
    if (count < 1 || tracks.size() <= count) {
      throw new IllegalArgumentException(
          "cannot take %d neighbours from %d tracks".formatted(count, tracks.size()));
    }
    List<Place> places =
        tracks.stream()
            .map(track -> new Place(track.genre(), UnitVectors.of(track.scores(), closeness)))
            .toList();
    Map<String, List<Double>> shares = new TreeMap<>();
    for (int i = 0; i < places.size(); i++) {
      shares
          .computeIfAbsent(places.get(i).genre, genre -> new ArrayList<>())
          .add(shareAmongNearest(places, i, count));
    }
    return new Neighbourhood(
        closeness,
        places.size(),
        count,
        mean(shares.values().stream().flatMap(List::stream).toList()),
        chance(places),
        shares.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> mean(e.getValue()), (a, _) -> a, TreeMap::new)));
  }

  private static double shareAmongNearest(List<Place> places, int of, int count) {
    Place place = places.get(of);
    return IntStream.range(0, places.size())
            .filter(i -> i != of)
            .mapToObj(places::get)
            .map(
                other -> Map.entry(UnitVectors.dotProduct(place.direction, other.direction), other))
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .limit(count)
            .filter(other -> other.getValue().genre.equals(place.genre))
            .count()
        / (double) count;
  }

  private static double chance(List<Place> places) {
    Map<String, Long> sizes =
        places.stream().collect(Collectors.groupingBy(Place::genre, Collectors.counting()));
    return places.stream()
        .mapToDouble(place -> (sizes.get(place.genre) - 1) / (places.size() - 1.0))
        .average()
        .orElseThrow();
  }

  private static double mean(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
