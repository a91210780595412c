package org.needledrop.web;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.opensearch.OpenSearchAddress;
import org.needledrop.similarity.opensearch.OpenSearchIndex;
import org.needledrop.similarity.opensearch.OpenSearchSearch;

class ApiOnOpenSearchTest extends ApiContract {

  private OpenSearchCluster cluster;

  @Override
  ServedSamples start(Path folder) {
    cluster = OpenSearchCluster.start(1);
    OpenSearchAddress address =
        OpenSearchAddress.parse(cluster.address("library"), Optional.empty());
    return ServedSamples.start(
        folder,
        ServedSamples.limits(),
        () -> OpenSearchIndex.open(address),
        () -> OpenSearchSearch.open(address));
  }

  @AfterAll
  void stopCluster() {
    cluster.close();
  }
}
