package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.needledrop.similarity.TestTracks.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackFilter;

/** Three nodes, one of which is killed while tracks are written and searched for. */
class OpenSearchNodeLossTest {

  private static final int TRACKS = 100;
  private static final int KILLED_AFTER = 30;

  @Test
  void losesNoCommittedTrackWithTheNodeThatItTalkedToFirst() throws Exception {
    try (OpenSearchCluster cluster = OpenSearchCluster.start(3)) {
      losesNothing(cluster, 0);
    }
  }

  @Test
  void losesNoCommittedTrackWithANodeThatHoldsThem() throws Exception {
    try (OpenSearchCluster cluster = OpenSearchCluster.start(3)) {
      try (SimilarityIndex index = OpenSearchIndex.open(address(cluster))) {
        index.commit();
      }
      losesNothing(cluster, holder(cluster));
    }
  }

  private static OpenSearchAddress address(OpenSearchCluster cluster) {
    return OpenSearchAddress.parse(cluster.address("music"), Optional.empty());
  }

  /** A node other than the first that has a copy of the index; its own, if it can be. */
  private static int holder(OpenSearchCluster cluster) {
    try (Cluster asked = new Cluster(address(cluster))) {
      List<String> holders = new ArrayList<>();
      for (JsonNode shard :
          asked.ask("GET", "/_cat/shards/music?h=prirep,node&s=prirep&format=json", "")) {
        holders.add(shard.path("node").asText());
      }
      assertThat(holders).hasSize(2).doesNotHaveDuplicates().doesNotContain("null");
      holders.remove("node-0");
      return Integer.parseInt(holders.getFirst().substring("node-".length()));
    }
  }

  private static void losesNothing(OpenSearchCluster cluster, int victim) throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    AtomicInteger acknowledged = new AtomicInteger();
    try (ExecutorService threads = Executors.newCachedThreadPool();
        SimilarityIndex index = OpenSearchIndex.open(address(cluster));
        SimilaritySearch search = OpenSearchSearch.open(address(cluster))) {
      Future<Duration> longestPause = threads.submit(() -> searchOn(search, acknowledged, goesOn));
      try {
        for (int i = 0; i < TRACKS; i++) {
          if (i == KILLED_AFTER) {
            cluster.kill(victim);
          }
          index.put(track("t" + i, 1, i));
          index.commit();
          acknowledged.incrementAndGet();
        }
      } finally {
        goesOn.set(false);
      }
      assertThat(longestPause.get()).isLessThan(Duration.ofSeconds(20));
      assertThat(IntStream.range(0, TRACKS))
          .allMatch(track -> search.find("t" + track).isPresent());
      assertThat(search.statistics().tracks()).isEqualTo(TRACKS);
    }
  }

  /** Every search is answered, and finds all that was committed before it. */
  private static Duration searchOn(
      SimilaritySearch search, AtomicInteger acknowledged, AtomicBoolean goesOn) {
    SimilarityQuery probe = SimilarityQuery.of(track("seed", 1, 0), SimilarityMeasure.EMBEDDING);
    Duration longest = Duration.ZERO;
    while (goesOn.get()) {
      int committed = acknowledged.get();
      Instant start = Instant.now();
      assertThat(search.nearest(probe, TrackFilter.ALL, TRACKS))
          .hasSizeGreaterThanOrEqualTo(committed);
      Duration time = Duration.between(start, Instant.now());
      longest = time.compareTo(longest) > 0 ? time : longest;
    }
    return longest;
  }
}
