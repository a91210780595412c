package org.needledrop.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.needledrop.similarity.TestTracks.track;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;

/** Different neighbours, and the way from one track to another. */
class DiversityTest {

  private static final IndexedTrack SEED = track("seed", 1, 0, 0);

  @TempDir private Path folder;
  private LuceneSearch search;

  @BeforeEach
  void index() {
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      index.put(track("near", 1, 0.10f, 0));
      index.put(track("twin of near", 1, 0.11f, 0));
      index.put(track("other side", 1, -0.3f, 0));
      index.put(track("middle", 1, 1, 0));
      index.put(track("end", 0, 1, 0));
      index.commit();
    }
    search = LuceneSearch.open(folder);
  }

  @AfterEach
  void close() {
    search.close();
  }

  private List<String> nearest(double diversity, int count) {
    SimilarityQuery probe = SimilarityQuery.of(SEED, SimilarityMeasure.EMBEDDING);
    return ids(new Diversity(diversity).nearest(search, probe, TrackFilter.ALL, count));
  }

  private static List<String> ids(List<Neighbour> neighbours) {
    return neighbours.stream().map(neighbour -> neighbour.track().audioHash()).toList();
  }

  @Test
  void takesTheNearestWhenNoDifferenceIsWanted() {
    assertThat(nearest(0, 2)).containsExactly("near", "twin of near");
  }

  @Test
  void leavesOutTheTwinOfWhatIsChosen() {
    assertThat(nearest(0.5, 2)).startsWith("near").doesNotContain("twin of near");
    assertThat(nearest(0.5, 9)).hasSize(5);
  }

  @Test
  void refusesASharePastOne() {
    assertThatThrownBy(() -> new Diversity(1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new Diversity(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void walksInOrderFromOneEndToTheOther() {
    IndexedTrack end = track("end", 0, 1, 0);

    List<Neighbour> path = new TrackPath(search).between(SEED, end, 3);

    assertThat(ids(path)).containsExactly("seed", "middle", "end");
    assertThat(path.getFirst().similarity()).isEqualTo(1);
    assertThat(path.get(1).similarity()).isBetween(0.70, 0.71);
  }

  @Test
  void endsWhereTheLibraryHasNoMoreTracks() {
    assertThat(new TrackPath(search).between(SEED, track("end", 0, 1, 0), 50))
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesAPathBetweenTracksOfDifferentModels() {
    IndexedTrack other = track("b", "model 2", new float[] {1, 0}, 0, 1, 0);

    assertThatThrownBy(() -> new TrackPath(search).between(SEED, other, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model 2");
  }
}
