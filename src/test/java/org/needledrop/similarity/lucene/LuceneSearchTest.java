package org.needledrop.similarity.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.Closeness;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;

class LuceneSearchTest {

  @TempDir private Path folder;

  private static IndexedTrack track(String id, String method, float[] probabilities, float... e) {
    return new IndexedTrack(id, "/music/" + id, method, "rock", probabilities, e);
  }

  private static IndexedTrack track(String id, float... embedding) {
    return track(id, "model 1", new float[] {0.5f, 0.5f}, embedding);
  }

  private LuceneSearch indexed(List<IndexedTrack> tracks) {
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      tracks.forEach(index::put);
      index.commit();
    }
    return LuceneSearch.open(folder);
  }

  @Test
  void findsTheNearestByEmbeddingFirstAndNeverTheTrackItself() {
    IndexedTrack seed = track("seed", 1, 0);
    try (LuceneSearch search =
        indexed(List.of(seed, track("far", 0, 1), track("near", 1, 0.1f), track("mid", 1, 1)))) {
      List<Neighbour> neighbours = search.nearest(seed, Closeness.EMBEDDING, 3);

      assertThat(neighbours)
          .extracting(neighbour -> neighbour.track().audioHash())
          .containsExactly("near", "mid", "far");
      assertThat(neighbours.get(1).similarity()).isCloseTo(Math.sqrt(0.5), within(1e-3));
    }
  }

  @Test
  void comparesGenreProfilesByTheBhattacharyyaCoefficient() {
    IndexedTrack seed = track("seed", "model 1", new float[] {0.9f, 0.1f}, 1, 0);
    IndexedTrack other = track("other", "model 1", new float[] {0.1f, 0.9f}, 1, 0);
    IndexedTrack alike = track("alike", "model 1", new float[] {0.8f, 0.2f}, 0, 1);
    try (LuceneSearch search = indexed(List.of(other, alike))) {
      List<Neighbour> neighbours = search.nearest(seed, Closeness.GENRE_PROFILE, 2);

      assertThat(neighbours.getFirst().track().audioHash()).isEqualTo("alike");
      double coefficient = Math.sqrt(0.9 * 0.8) + Math.sqrt(0.1 * 0.2);
      assertThat(neighbours.getFirst().similarity()).isCloseTo(coefficient, within(1e-3));
    }
  }

  @Test
  void comparesOnlyWhatTheSameModelHeard() {
    IndexedTrack older = track("older", "model 0", new float[] {0.5f, 0.5f}, 1, 0);
    try (LuceneSearch search = indexed(List.of(older, track("newer", 0, 1)))) {
      assertThat(search.nearest(track("seed", 1, 0), Closeness.EMBEDDING, 5))
          .extracting(neighbour -> neighbour.track().audioHash())
          .containsExactly("newer");
    }
  }

  @Test
  void replacesARecordingThatIsPutAgain() {
    IndexedTrack moved =
        new IndexedTrack("a", "/new/place", "model 1", "jazz", new float[] {1, 0}, new float[] {1});
    try (LuceneSearch search = indexed(List.of(track("a", 1), moved))) {
      assertThat(search.find("a").orElseThrow().path()).isEqualTo("/new/place");
      assertThat(search.nearest(track("seed", 1), Closeness.EMBEDDING, 5)).hasSize(1);
    }
  }

  @Test
  void keepsVectorsToTheBit() {
    IndexedTrack track = track("a", "model 1", new float[] {0.3f, 0.7f}, 0.1f, -2.5f, 0);
    try (LuceneSearch search = indexed(List.of(track))) {
      IndexedTrack found = search.find("a").orElseThrow();

      assertThat(found.embedding()).containsExactly(track.embedding());
      assertThat(found.probabilities()).containsExactly(track.probabilities());
    }
  }

  @Test
  void findsNineOfTenTrueNeighboursAmongThousands() {
    List<IndexedTrack> tracks = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      float[] embedding = new float[64];
      for (int d = 0; d < embedding.length; d++) {
        embedding[d] = (float) random.nextGaussian();
      }
      tracks.add(track("t" + i, embedding));
    }
    try (LuceneSearch search = indexed(tracks)) {
      int hits = 0;
      for (IndexedTrack seed : tracks.subList(0, 20)) {
        Set<String> truth = bruteForce(seed, tracks);
        Set<String> found = new HashSet<>();
        search
            .nearest(seed, Closeness.EMBEDDING, 10)
            .forEach(neighbour -> found.add(neighbour.track().audioHash()));
        found.retainAll(truth);
        hits += found.size();
      }
      assertThat(hits / 200.0).isGreaterThanOrEqualTo(0.9);
    }
  }

  private static Set<String> bruteForce(IndexedTrack seed, List<IndexedTrack> tracks) {
    return tracks.stream()
        .filter(track -> !track.equals(seed))
        .sorted(Comparator.comparingDouble(track -> -cosine(seed.embedding(), track.embedding())))
        .limit(10)
        .map(IndexedTrack::audioHash)
        .collect(Collectors.toSet());
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }

  @Test
  void saysSoWhenThereIsNoIndex() {
    assertThatThrownBy(() -> LuceneSearch.open(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("similarity index");
  }
}
