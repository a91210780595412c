package org.needledrop.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.needledrop.similarity.TestTracks.METHOD;
import static org.needledrop.similarity.TestTracks.abstained;
import static org.needledrop.similarity.TestTracks.at;
import static org.needledrop.similarity.TestTracks.silent;
import static org.needledrop.similarity.TestTracks.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.needledrop.audio.Metadata;

/** What every index must do, whatever keeps it. */
public abstract class SimilarityContract {

  /** An index of its own for each test, empty. */
  protected abstract SimilarityIndex openIndex();

  /** Searches that index. */
  protected abstract SimilaritySearch openSearch();

  private void put(List<IndexedTrack> tracks) {
    try (SimilarityIndex index = openIndex()) {
      tracks.forEach(index::put);
      index.commit();
    }
  }

  private SimilaritySearch indexed(IndexedTrack... tracks) {
    put(List.of(tracks));
    return openSearch();
  }

  private static List<String> ids(List<Neighbour> neighbours) {
    return neighbours.stream().map(neighbour -> neighbour.track().audioHash()).toList();
  }

  private static List<String> ids(LibraryPage page) {
    return page.tracks().stream().map(IndexedTrack::audioHash).toList();
  }

  private static TrackFilter without(String id) {
    return TrackFilter.ALL.without(Set.of(id));
  }

  private static SimilarityQuery sounds(IndexedTrack track) {
    return SimilarityQuery.of(track, SimilarityMeasure.EMBEDDING);
  }

  @Test
  void findsTheNearestByEmbeddingFirstAndNotWhatIsNotWanted() {
    IndexedTrack seed = track("seed", 1, 0);
    try (SimilaritySearch search =
        indexed(seed, track("far", 0, 1), track("near", 1, 0.1f), track("mid", 1, 1))) {
      List<Neighbour> neighbours = search.nearest(sounds(seed), without("seed"), 3);

      assertThat(ids(neighbours)).containsExactly("near", "mid", "far");
      assertThat(neighbours.get(1).similarity()).isCloseTo(Math.sqrt(0.5), within(1e-3));
    }
  }

  @Test
  void comparesGenreProfilesByTheBhattacharyyaCoefficient() {
    IndexedTrack seed = track("seed", METHOD, new float[] {0.9f, 0.1f}, 1, 0);
    IndexedTrack other = track("other", METHOD, new float[] {0.1f, 0.9f}, 1, 0);
    IndexedTrack alike = track("alike", METHOD, new float[] {0.8f, 0.2f}, 0, 1);
    try (SimilaritySearch search = indexed(other, alike)) {
      List<Neighbour> neighbours =
          search.nearest(
              SimilarityQuery.of(seed, SimilarityMeasure.GENRE_PROFILE), TrackFilter.ALL, 2);

      assertThat(ids(neighbours)).startsWith("alike");
      double coefficient = Math.sqrt(0.9 * 0.8) + Math.sqrt(0.1 * 0.2);
      assertThat(neighbours.getFirst().similarity()).isCloseTo(coefficient, within(1e-3));
    }
  }

  @Test
  void comparesOnlyTracksOfTheSameModelThoughAnothersVectorsHaveAnotherLength() {
    IndexedTrack older = track("older", "model 0", new float[] {0.5f, 0.5f}, 1, 0);
    IndexedTrack taught = track("taught", "mine 1", new float[] {0.2f, 0.3f, 0.5f}, 1, 0, 0);
    try (SimilaritySearch search = indexed(older, taught, track("newer", 0, 1))) {
      IndexedTrack seed = track("seed", 1, 0);

      assertThat(ids(search.nearest(sounds(seed), TrackFilter.ALL, 5))).containsExactly("newer");
      assertThat(ids(search.nearest(sounds(taught), TrackFilter.ALL, 5))).containsExactly("taught");
    }
  }

  @Test
  void replacesARecordingThatIsPutAgain() {
    try (SimilaritySearch search = indexed(track("a", 1, 0), at("/new/place", track("a", 0, 1)))) {
      assertThat(search.find("a").orElseThrow().path()).isEqualTo("/new/place");
      assertThat(search.nearest(sounds(track("seed", 1, 1)), TrackFilter.ALL, 5)).hasSize(1);
    }
  }

  @Test
  void forgetsWhatLayInAFileThatIsGoneButNotWhatHasMovedElsewhere() {
    put(
        List.of(
            at("/gone", track("gone", 1, 0)), at("/left", track("moved", 1, 0)), track("a", 1, 0)));
    try (SimilarityIndex index = openIndex();
        SimilaritySearch search = openSearch()) {
      index.put(at("/reached", track("moved", 1, 0)));
      index.deleteAt("/gone");
      index.deleteAt("/left");
      index.deleteAt("/never/there");
      index.commit();

      assertThat(search.all().map(IndexedTrack::path)).containsExactly("/music/a.mp3", "/reached");
    }
  }

  @Test
  void forgetsWhatLayInAFileThatHoldsAnotherRecordingNow() {
    try (SimilaritySearch search =
        indexed(at("/music/file", track("old", 1, 0)), at("/music/file", track("new", 1, 0)))) {
      assertThat(search.find("old")).isEmpty();
      assertThat(search.find("new")).isPresent();
    }
  }

  @Test
  void keepsATrackToTheBit() {
    IndexedTrack track = track("a", METHOD, new float[] {0.3f, 0.7f}, 0.1f, -2.5f, 0);
    try (SimilaritySearch search = indexed(track)) {
      IndexedTrack found = search.find("a").orElseThrow();

      assertThat(found).usingRecursiveComparison().isEqualTo(track);
      assertThat(search.find("b")).isEmpty();
    }
  }

  @Test
  void findsATrackThatWasNotScoredThoughItHasNoNeighbours() {
    try (SimilaritySearch search = indexed(silent("quiet"), track("a", 1, 0))) {
      assertThat(search.find("quiet").orElseThrow().scores()).isEmpty();
      assertThat(ids(search.nearest(sounds(track("a", 1, 0)), TrackFilter.ALL, 5)))
          .containsExactly("a");
      assertThatThrownBy(() -> sounds(silent("quiet")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/music/quiet.mp3")
          .hasMessageContaining("silent");
    }
  }

  @Test
  void knowsATrackWhoseProfileAloneIsKnown() {
    IndexedTrack fromTags = track("tags", METHOD, new float[] {0.9f, 0.1f});
    IndexedTrack seed = track("seed", METHOD, new float[] {0.8f, 0.2f}, 1, 0);
    try (SimilaritySearch search = indexed(fromTags, track("a", 1, 0))) {
      SimilarityQuery profile = SimilarityQuery.of(seed, SimilarityMeasure.GENRE_PROFILE);

      assertThat(ids(search.nearest(profile, TrackFilter.ALL, 5))).containsExactly("tags", "a");
      assertThat(ids(search.nearest(sounds(seed), TrackFilter.ALL, 5))).containsExactly("a");
      assertThat(search.find("tags").orElseThrow()).usingRecursiveComparison().isEqualTo(fromTags);
      assertThatThrownBy(() -> sounds(fromTags)).hasMessageContaining("indexed from tags");
    }
  }

  @Test
  void findsBetweenTracksWhatIsLikeBoth() {
    IndexedTrack left = track("left", 1, 0);
    IndexedTrack right = track("right", 0, 1);
    try (SimilaritySearch search = indexed(left, right, track("both", 1, 1))) {
      SimilarityQuery between =
          SimilarityQuery.between(List.of(left, right), SimilarityMeasure.EMBEDDING);

      assertThat(ids(search.nearest(between, TrackFilter.ALL, 1))).containsExactly("both");
    }
  }

  @Test
  void passesOnlyWhatTheFilterWants() {
    IndexedTrack rock = track("rock", METHOD, new float[] {0.9f, 0.1f}, 1, 0);
    IndexedTrack jazz = track("jazz", METHOD, new float[] {0.4f, 0.6f}, 1, 0);
    IndexedTrack unsure = abstained(track("perhaps", 1, 0), "unsure");
    try (SimilaritySearch search = indexed(rock, jazz, unsure, silent("quiet"))) {
      TrackFilter onlyJazz =
          new TrackFilter(
              Set.of("jazz"), 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
      TrackFilter sure =
          new TrackFilter(
              Set.of(), 0.55, 1, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
      TrackFilter middling =
          new TrackFilter(
              Set.of(), 0.55, 0.8, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
      TrackFilter named =
          new TrackFilter(
              Set.of(), 0, 1, Optional.of(false), Optional.empty(), Optional.empty(), Set.of());
      TrackFilter called =
          new TrackFilter(
              Set.of(), 0, 1, Optional.empty(), Optional.of("C/Per"), Optional.empty(), Set.of());

      assertThat(ids(search.list(onlyJazz, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("jazz");
      assertThat(ids(search.list(sure, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("jazz", "rock");
      assertThat(ids(search.list(middling, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("jazz");
      assertThat(ids(search.list(named, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("jazz", "rock");
      assertThat(
              ids(
                  search.list(
                      TrackFilter.ALL.abstainedOnly(), TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("perhaps", "quiet");
      assertThat(ids(search.list(called, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("perhaps");
      assertThat(ids(search.nearest(sounds(rock), onlyJazz, 9))).containsExactly("jazz");
    }
  }

  @Test
  void takesSignsOfPatternsInATextLiterally() {
    try (SimilaritySearch search =
        indexed(at("/m/what?*.mp3", track("a", 1)), at("/m/whatever.mp3", track("b", 1)))) {
      TrackFilter filter =
          new TrackFilter(
              Set.of(), 0, 1, Optional.empty(), Optional.of("?*"), Optional.empty(), Set.of());

      assertThat(ids(search.list(filter, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("a");
    }
  }

  @Test
  void listsAllPagesInTheOrderOfThePathsThoughTracksComeInBetween() {
    put(List.of(track("a", 1), track("b", 1), track("d", 1), track("e", 1)));
    try (SimilaritySearch search = openSearch()) {
      LibraryPage first = search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), 2);
      assertThat(ids(first)).containsExactly("a", "b");
      put(List.of(track("c", 1)));

      LibraryPage second = search.list(TrackFilter.ALL, TrackOrder.PATH, first.next(), 2);
      assertThat(ids(second)).containsExactly("c", "d");
      LibraryPage third = search.list(TrackFilter.ALL, TrackOrder.PATH, second.next(), 2);
      assertThat(ids(third)).containsExactly("e");
      assertThat(third.next()).isEmpty();
    }
  }

  private static IndexedTrack tagged(String id, String title, String artist, Integer year) {
    return TestTracks.tagged(
        new Metadata(
            Optional.ofNullable(title),
            Optional.ofNullable(artist),
            Optional.of("Album of " + artist),
            Optional.ofNullable(year),
            year != null),
        track(id, 1));
  }

  @Test
  void keepsWhatTheTagsSay() {
    IndexedTrack whole = tagged("whole", "Éa \"quoted\"", "Björk", 1995);
    IndexedTrack nothing = track("nothing", 1);
    try (SimilaritySearch search = indexed(whole, nothing)) {
      assertThat(search.find("whole").orElseThrow().metadata()).isEqualTo(whole.metadata());
      assertThat(search.find("nothing").orElseThrow().metadata()).isEqualTo(Metadata.NONE);
    }
  }

  @Test
  void sortsByWhatTheTagsSayWithoutRegardToCaseAndThoseWithoutItLast() {
    put(
        List.of(
            tagged("1", "beta", "Zappa", 1972),
            tagged("2", "Alpha", "abba", 1979),
            tagged("3", null, null, null),
            tagged("4", "alpha", "Mingus", 1959)));
    try (SimilaritySearch search = openSearch()) {
      assertThat(paged(search, "title")).containsExactly("2", "4", "1", "3");
      assertThat(paged(search, "-title")).containsExactly("1", "2", "4", "3");
      assertThat(paged(search, "artist")).containsExactly("2", "4", "1", "3");
      assertThat(paged(search, "year")).containsExactly("4", "1", "2", "3");
      assertThat(paged(search, "-year")).containsExactly("2", "1", "4", "3");
      assertThat(paged(search, "-path")).containsExactly("4", "3", "2", "1");
      for (TrackOrder.By by : TrackOrder.By.values()) {
        assertThat(paged(search, by.name())).containsExactlyInAnyOrder("1", "2", "3", "4");
      }
    }
  }

  /** The ids of all pages, one track each. */
  private static List<String> paged(SimilaritySearch search, String order) {
    List<String> ids = new ArrayList<>();
    Optional<LibraryPage.Position> after = Optional.empty();
    do {
      LibraryPage page = search.list(TrackFilter.ALL, TrackOrder.named(order), after, 1);
      assertThat(page.total()).isEqualTo(4);
      ids.addAll(ids(page));
      after = page.next();
    } while (after.isPresent() && ids.size() < 10);
    return ids;
  }

  @Test
  void findsATextInTitleArtistAndAlbumAndTracksOfAFolder() {
    try (SimilaritySearch search =
        indexed(
            at("/m/a/1.mp3", tagged("1", "So What", "Miles Davis", 1959)),
            at("/m/ab/2.mp3", tagged("2", "Blue", "Joni Mitchell", 1971)))) {
      assertThat(called(search, "so wh")).containsExactly("1");
      assertThat(called(search, "MITCHELL")).containsExactly("2");
      assertThat(called(search, "album of miles")).containsExactly("1");
      assertThat(called(search, "/m/")).containsExactly("1", "2");
      assertThat(
              ids(
                  search.list(
                      TrackFilter.ALL.within("/m/a"), TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("1");
    }
  }

  private static List<String> called(SimilaritySearch search, String text) {
    TrackFilter filter =
        new TrackFilter(
            Set.of(), 0, 1, Optional.empty(), Optional.of(text), Optional.empty(), Set.of());
    return ids(search.list(filter, TrackOrder.PATH, Optional.empty(), 9));
  }

  @Test
  void countsALibraryByGenre() {
    IndexedTrack rock = track("r1", METHOD, new float[] {0.9f, 0.1f}, 1, 0);
    IndexedTrack rockToo = track("r2", METHOD, new float[] {0.7f, 0.3f}, 1, 0);
    IndexedTrack jazz = track("j", METHOD, new float[] {0.2f, 0.8f}, 1, 0);
    IndexedTrack unsure = abstained(track("u", 1, 0), "unsure");
    try (SimilaritySearch search = indexed(rock, rockToo, jazz, unsure, silent("s"))) {
      LibraryStatistics statistics = search.statistics();

      assertThat(statistics.tracks()).isEqualTo(5);
      assertThat(statistics.seconds()).isCloseTo(4 * 180 + 4, within(1e-6));
      assertThat(statistics.genres())
          .extracting(LibraryStatistics.GenreCount::genre)
          .containsExactly("rock", "jazz");
      assertThat(statistics.genres().getFirst().tracks()).isEqualTo(2);
      assertThat(statistics.genres().getFirst().meanConfidence()).isCloseTo(0.8, within(1e-6));
      assertThat(statistics.abstained())
          .containsOnly(Map.entry("unsure", 1L), Map.entry("silent", 1L));
    }
  }

  @Test
  void forgetsWhatIsDeleted() {
    put(List.of(track("a", 1, 0), track("b", 1, 0)));
    try (SimilarityIndex index = openIndex();
        SimilaritySearch search = openSearch()) {
      index.delete("a");
      index.delete("never there");
      index.commit();

      assertThat(search.find("a")).isEmpty();
      assertThat(ids(search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("b");
    }
  }

  @Test
  void takesNewTracksForAllOldOnesInOneStep() {
    put(List.of(track("old", 1, 0)));
    try (SimilarityIndex index = openIndex();
        SimilaritySearch search = openSearch()) {
      index.replaceAll(
          Stream.of(track("new", 1, 0, 0), track("newer", 0, 1, 0))
              .peek(_ -> assertThat(search.find("old")).isPresent()));

      assertThat(ids(search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("new", "newer");
      assertThat(search.nearest(sounds(track("seed", 1, 0, 0)), TrackFilter.ALL, 5)).hasSize(2);
    }
  }

  @Test
  void keepsAllOldTracksIfTheNewOnesCannotBeRead() {
    put(List.of(track("old", 1, 0)));
    try (SimilarityIndex index = openIndex()) {
      Stream<IndexedTrack> failing =
          Stream.of("new", "broken")
              .map(
                  id -> {
                    if (id.equals("broken")) {
                      throw new IllegalStateException("the journal is broken");
                    }
                    return track(id, 1, 0);
                  });

      assertThatThrownBy(() -> index.replaceAll(failing)).hasMessage("the journal is broken");
    }
    try (SimilaritySearch search = openSearch()) {
      assertThat(ids(search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), 9)))
          .containsExactly("old");
    }
  }

  @Test
  void findsNineteenOfTwentyTrueNeighboursAmongThousands() {
    List<IndexedTrack> tracks = TestTracks.random(3000, 64, 3);
    put(tracks);
    try (SimilaritySearch search = openSearch()) {
      int hits = 0;
      for (IndexedTrack seed : tracks.subList(0, 20)) {
        Set<String> found =
            new HashSet<>(ids(search.nearest(sounds(seed), without(seed.audioHash()), 10)));
        found.retainAll(bruteForce(seed, tracks));
        hits += found.size();
      }
      assertThat(hits / 200.0).isGreaterThanOrEqualTo(0.95);
    }
  }

  private static Set<String> bruteForce(IndexedTrack seed, List<IndexedTrack> tracks) {
    float[] direction = sounds(seed).direction();
    List<IndexedTrack> others = new ArrayList<>(tracks);
    others.remove(seed);
    return others.stream()
        .sorted(
            Comparator.comparingDouble(
                track -> -UnitVectors.dotProduct(direction, sounds(track).direction())))
        .limit(10)
        .map(IndexedTrack::audioHash)
        .collect(Collectors.toSet());
  }
}
