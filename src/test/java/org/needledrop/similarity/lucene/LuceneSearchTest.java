package org.needledrop.similarity.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.needledrop.similarity.TestTracks.track;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.SimilarityContract;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;

class LuceneSearchTest extends SimilarityContract {

  @TempDir private Path folder;

  @Override
  protected SimilarityIndex openIndex() {
    return LuceneIndex.open(folder);
  }

  @Override
  protected SimilaritySearch openSearch() {
    return LuceneSearch.open(folder);
  }

  @Test
  void saysSoWhenThereIsNoIndex() {
    assertThatThrownBy(() -> LuceneSearch.open(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("similarity index");
  }

  /** Another thread's refresh may have begun before the commit, or not be done yet. */
  @Test
  void findsWhatWasCommittedThoughOthersRefreshTheSearchMeanwhile() throws IOException {
    try (SimilarityIndex index = openIndex()) {
      index.commit();
      AtomicBoolean done = new AtomicBoolean();
      try (SimilaritySearch search = openSearch();
          ExecutorService others = Executors.newFixedThreadPool(2);
          Closeable _ = () -> done.set(true)) {
        for (int i = 0; i < 2; i++) {
          others.execute(() -> findAgainAndAgain(search, done));
        }
        for (int i = 0; i < 20; i++) {
          index.put(track("track " + i, 1, 0));
          index.commit();
          assertThat(search.find("track " + i)).isPresent();
        }
      }
    }
  }

  private static void findAgainAndAgain(SimilaritySearch search, AtomicBoolean done) {
    while (!done.get()) {
      search.find("nobody");
    }
  }
}
