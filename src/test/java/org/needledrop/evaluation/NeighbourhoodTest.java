package org.needledrop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.TestTracks;

class NeighbourhoodTest {

  private static ScoredTrack track(String genre, float rock, float... embedding) {
    float[] probabilities = {rock, 1 - rock};
    return new ScoredTrack(
        genre,
        TestTracks.track("t", TestTracks.METHOD, probabilities, embedding).scores().orElseThrow());
  }

  /**
   * By embedding the last jazz track lies among rock; by genre profile all are where they belong.
   */
  private final List<ScoredTrack> tracks =
      List.of(
          track("rock", 0.9f, 10, 0),
          track("rock", 0.8f, 10, 1),
          track("jazz", 0.1f, 0, 10),
          track("jazz", 0.2f, 1, 10),
          track("jazz", 0.3f, 10, 3));

  @Test
  void countsWhatIsOfTheTracksGenreAmongTheNearestOthers() {
    Neighbourhood near = Neighbourhood.of(tracks, SimilarityMeasure.EMBEDDING, 1);

    assertThat(near.genres()).isEqualTo(Map.of("rock", 1.0, "jazz", 2 / 3.0));
    assertThat(near.precision()).isCloseTo(4 / 5.0, within(1e-9));
  }

  @Test
  void comparesGenreProfilesToo() {
    Neighbourhood near = Neighbourhood.of(tracks, SimilarityMeasure.GENRE_PROFILE, 1);

    assertThat(near.precision()).isEqualTo(1);
  }

  @Test
  void neverCountsATrackAsItsOwnNeighbour() {
    Neighbourhood near = Neighbourhood.of(tracks, SimilarityMeasure.GENRE_PROFILE, 4);

    assertThat(near.genres().get("rock")).isEqualTo(1 / 4.0);
    assertThat(near.genres().get("jazz")).isEqualTo(2 / 4.0);
  }

  @Test
  void expectsByChanceTheShareOfTheGenreAmongTheOthers() {
    double chance = Neighbourhood.of(tracks, SimilarityMeasure.EMBEDDING, 2).chance();

    assertThat(chance).isCloseTo((2 * (1 / 4.0) + 3 * (2 / 4.0)) / 5, within(1e-9));
    assertThat(Neighbourhood.of(tracks, SimilarityMeasure.EMBEDDING, 4).precision())
        .as("all others are looked at, so nothing but chance is left")
        .isCloseTo(chance, within(1e-9));
  }

  @Test
  void refusesMoreNeighboursThanThereAreTracks() {
    assertThatThrownBy(() -> Neighbourhood.of(tracks, SimilarityMeasure.EMBEDDING, 5))
        .hasMessage("cannot take 5 neighbours from 5 tracks");
    assertThatThrownBy(() -> Neighbourhood.of(tracks, SimilarityMeasure.EMBEDDING, 0))
        .hasMessageContaining("0 neighbours");
  }
}
