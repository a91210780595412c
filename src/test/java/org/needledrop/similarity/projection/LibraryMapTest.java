package org.needledrop.similarity.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.needledrop.similarity.TestTracks.METHOD;
import static org.needledrop.similarity.TestTracks.silent;
import static org.needledrop.similarity.TestTracks.track;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.similarity.projection.LibraryMap.Point;

class LibraryMapTest {

  @TempDir private Path folder;

  private LibraryMap map(List<IndexedTrack> tracks, int limit) {
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      tracks.forEach(index::put);
      index.commit();
    }
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      return LibraryMap.of(search, METHOD, limit);
    }
  }

  /** Three genres apart from each other in three of 20 directions, among noise in all. */
  private static List<IndexedTrack> threeGenres() {
    Random random = new Random(5);
    List<IndexedTrack> tracks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int genre = i % 3;
      float[] probabilities = new float[3];
      probabilities[genre] = 1;
      float[] embedding = new float[20];
      for (int d = 0; d < embedding.length; d++) {
        embedding[d] = (float) random.nextGaussian() + (d == 10 + genre ? 8 : 0);
      }
      tracks.add(track("t%03d".formatted(i), METHOD, probabilities, embedding));
    }
    return tracks;
  }

  @Test
  void keepsGenresApartThatAreApart() {
    Map<String, List<Point>> byGenre =
        map(threeGenres(), 1000).points().stream()
            .collect(Collectors.groupingBy(point -> point.genre().orElseThrow()));

    assertThat(byGenre).hasSize(3);
    for (List<Point> own : byGenre.values()) {
      for (List<Point> others : byGenre.values()) {
        if (own != others) {
          assertThat(spread(own)).isLessThan(distance(own, others) / 3);
        }
      }
    }
  }

  private static double spread(List<Point> points) {
    double x = mean(points, true);
    double y = mean(points, false);
    return points.stream()
        .mapToDouble(p -> Math.hypot(p.x() - x, p.y() - y))
        .average()
        .orElseThrow();
  }

  private static double distance(List<Point> one, List<Point> other) {
    return Math.hypot(mean(one, true) - mean(other, true), mean(one, false) - mean(other, false));
  }

  private static double mean(List<Point> points, boolean x) {
    return points.stream().mapToDouble(p -> x ? p.x() : p.y()).average().orElseThrow();
  }

  @Test
  void samplesALargeLibraryEvenly() {
    LibraryMap map = map(threeGenres(), 100);

    assertThat(map.total()).isEqualTo(300);
    assertThat(map.points()).hasSizeBetween(50, 100);
    assertThat(map.points().getLast().audioHash()).isGreaterThan("t290");
    assertThat(map.points()).allMatch(point -> Math.hypot(point.x(), point.y()) < 1.5);
  }

  @Test
  void drawsALibraryOfFewGenresOrNoneAndLeavesOutWhatHasNoPlace() {
    assertThat(map(List.of(), 10).points()).isEmpty();
    List<IndexedTrack> tracks =
        List.of(
            track("a", 1, 0, 0),
            track("b", 0, 1, 0),
            silent("quiet"),
            track("other", "model 2", new float[] {1, 0}, 1, 1, 1));

    assertThat(map(tracks, 10).points()).extracting(Point::audioHash).containsExactly("a", "b");
  }
}
