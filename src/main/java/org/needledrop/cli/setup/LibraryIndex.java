package org.needledrop.cli.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.similarity.opensearch.OpenSearchAddress;
import org.needledrop.similarity.opensearch.OpenSearchIndex;
import org.needledrop.similarity.opensearch.OpenSearchSearch;

/**
 * The similarity index of a library: embedded, or in OpenSearch if the settings name a cluster.
 *
 * @param folder of the embedded index, used if there is no cluster
 */
public record LibraryIndex(Path folder, Optional<OpenSearchAddress> cluster) {

  public static LibraryIndex of(Settings settings, Path library) {
    return new LibraryIndex(
        LibraryFolder.index(library), settings.index().map(address -> address(address, settings)));
  }

  private static OpenSearchAddress address(String text, Settings settings) {
    try {
      return OpenSearchAddress.parse(text, settings.indexCa()).withShards(settings.indexShards());
    } catch (IllegalArgumentException e) {
      throw new UsageException("NEEDLEDROP_INDEX: " + e.getMessage());
    }
  }

  public SimilarityIndex open() {
    return cluster
        .<SimilarityIndex>map(OpenSearchIndex::open)
        .orElseGet(() -> LuceneIndex.open(folder));
  }

  public SimilaritySearch search() {
    return cluster
        .<SimilaritySearch>map(OpenSearchSearch::open)
        .orElseGet(() -> LuceneSearch.open(folder));
  }

  /** Creates an empty index if there is none, so that it can be searched. */
  public void makeIfAbsent() {
    if (cluster.isPresent() || isAbsent()) {
      try (SimilarityIndex index = open()) {
        index.commit();
      }
    }
  }

  private boolean isAbsent() {
    if (Files.notExists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.noneMatch(file -> file.getFileName().toString().startsWith("segments"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
