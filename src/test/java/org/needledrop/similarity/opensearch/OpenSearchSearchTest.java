package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.SimilarityContract;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;

class OpenSearchSearchTest extends SimilarityContract {

  private static final AtomicInteger LIBRARIES = new AtomicInteger();
  private static OpenSearchCluster cluster;

  private final String name = "library-" + LIBRARIES.incrementAndGet();

  @BeforeAll
  static void start() {
    cluster = OpenSearchCluster.start(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private OpenSearchAddress address() {
    return OpenSearchAddress.parse(cluster.address(name), Optional.empty());
  }

  @Override
  protected SimilarityIndex openIndex() {
    return OpenSearchIndex.open(address());
  }

  @Override
  protected SimilaritySearch openSearch() {
    return OpenSearchSearch.open(address());
  }

  @Test
  void saysSoWhenThereIsNoIndex() {
    assertThatThrownBy(this::openSearch)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("similarity index " + name)
        .hasMessageContaining("the index does not exist");
  }
}
