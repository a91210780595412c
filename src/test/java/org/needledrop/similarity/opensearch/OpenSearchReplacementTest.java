package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.needledrop.similarity.TestTracks.at;
import static org.needledrop.similarity.TestTracks.track;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/** A library that gets another index while others have it open. */
class OpenSearchReplacementTest {

  private static final int TRACKS = 300;
  private static final int REPLACEMENTS = 8;

  private static OpenSearchCluster cluster;

  @BeforeAll
  static void start() {
    cluster = OpenSearchCluster.start(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static OpenSearchAddress address(String name) {
    return OpenSearchAddress.parse(cluster.address(name), Optional.empty());
  }

  /** All of one time, under paths of that time. */
  private static Stream<IndexedTrack> library(int time) {
    return IntStream.range(0, TRACKS)
        .mapToObj(i -> at("/%d/%03d".formatted(time, i), track("t" + i, 1, i, time)));
  }

  @Test
  void aReaderSeesOneWholeLibraryOrTheOther() throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newCachedThreadPool();
        SimilarityIndex index = OpenSearchIndex.open(address("whole"));
        SimilaritySearch search = OpenSearchSearch.open(address("whole"))) {
      index.replaceAll(library(0));
      Callable<Set<String>> reader =
          () -> {
            Set<String> times = new HashSet<>();
            while (goesOn.get()) {
              times.add(timeOf(search));
            }
            return times;
          };
      List<Future<Set<String>>> readers = List.of(threads.submit(reader), threads.submit(reader));
      try {
        for (int time = 1; time <= REPLACEMENTS; time++) {
          index.replaceAll(library(time));
        }
      } finally {
        goesOn.set(false);
      }
      for (Future<Set<String>> seen : readers) {
        assertThat(seen.get()).hasSizeGreaterThan(1);
      }
    }
  }

  private static String timeOf(SimilaritySearch search) {
    LibraryPage page = search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), TRACKS + 1);
    assertThat(page.tracks()).hasSize(TRACKS);
    SimilarityQuery probe = SimilarityQuery.of(track("seed", 1, 0, 0), SimilarityMeasure.EMBEDDING);
    assertThat(search.nearest(probe, TrackFilter.ALL, 10)).hasSize(10);
    Set<String> times =
        page.tracks().stream()
            .map(found -> found.path().split("/", -1)[1])
            .collect(Collectors.toSet());
    assertThat(times).hasSize(1);
    return times.iterator().next();
  }

  @Test
  void anOpenWriterGoesOnInTheNewIndexWithVectorsThatItDoesNotKnow() {
    try (SimilarityIndex open = OpenSearchIndex.open(address("moving"));
        SimilarityIndex other = OpenSearchIndex.open(address("moving"));
        SimilaritySearch search = OpenSearchSearch.open(address("moving"))) {
      open.put(track("old", 1, 0));
      open.commit();
      other.replaceAll(Stream.of(track("new", 1, 0, 0)));
      open.put(track("later", 1, 0));
      open.commit();

      assertThat(search.find("old")).isEmpty();
      assertThat(search.find("new")).isPresent();
      SimilarityQuery probe = SimilarityQuery.of(track("seed", 1, 0), SimilarityMeasure.EMBEDDING);
      assertThat(search.nearest(probe, TrackFilter.ALL, 5))
          .extracting(neighbour -> neighbour.track().audioHash())
          .containsExactly("later");
    }
  }

  @Test
  void leavesNoIndexBehindNeitherWhenItSucceedsNorWhenItFails() {
    try (SimilarityIndex index = OpenSearchIndex.open(address("tidy"))) {
      index.replaceAll(library(1));
      try {
        index.replaceAll(library(2).peek(_ -> failLoudly()));
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("no more tracks");
      }
    }
    try (Cluster asked = new Cluster(address("tidy"))) {
      assertThat(asked.ask("GET", "/_cat/indices/tidy-*?h=index&format=json", "")).hasSize(1);
      assertThat(new Alias(asked).index()).contains("tidy-000002");
    }
  }

  private static void failLoudly() {
    throw new IllegalStateException("no more tracks");
  }
}
