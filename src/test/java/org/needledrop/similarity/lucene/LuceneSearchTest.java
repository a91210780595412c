package org.needledrop.similarity.lucene;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
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
}
