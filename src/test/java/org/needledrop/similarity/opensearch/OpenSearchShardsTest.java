package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.needledrop.similarity.TestTracks.at;
import static org.needledrop.similarity.TestTracks.track;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.SimilarityIndex;

/** A large library lies in several shards; those of an index are settled when it is made. */
class OpenSearchShardsTest {

  @Test
  void anIndexHasTheShardsRequestedWhenItIsCreated() {
    try (OpenSearchCluster server = OpenSearchCluster.start(1)) {
      OpenSearchAddress address =
          OpenSearchAddress.parse(server.address("music"), Optional.empty());
      try (SimilarityIndex index = OpenSearchIndex.open(address.withShards(3));
          Cluster cluster = new Cluster(address)) {
        assertThat(shards(cluster)).isEqualTo(3);
        IntStream.range(0, 50).forEach(i -> index.put(at("/" + i, track("t" + i, 1, i, 0))));
        index.commit();
        assertThat(cluster.ask("GET", "/music/_count", "").path("count").asInt()).isEqualTo(50);
      }
      try (SimilarityIndex again = OpenSearchIndex.open(address.withShards(2));
          Cluster cluster = new Cluster(address)) {
        assertThat(shards(cluster)).isEqualTo(3);
        again.replaceAll(IntStream.range(0, 5).mapToObj(i -> at("/" + i, track("t" + i, 1, i, 0))));
        assertThat(shards(cluster)).isEqualTo(2);
      }
    }
  }

  @Test
  void anIndexWithoutAShardIsRefused() {
    OpenSearchAddress address =
        OpenSearchAddress.parse("http://localhost:9200/music", Optional.empty());

    assertThatThrownBy(() -> address.withShards(0)).hasMessageContaining("must be 1 to 1024");
  }

  private static int shards(Cluster cluster) {
    return cluster
        .ask("GET", "/music/_settings", "")
        .iterator()
        .next()
        .at("/settings/index/number_of_shards")
        .asInt();
  }
}
