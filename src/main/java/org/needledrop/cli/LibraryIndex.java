package org.needledrop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.tagging.LibraryFolder;

/** The similarity index of a library, wherever the settings keep it. */
record LibraryIndex(Path folder) {

  static LibraryIndex of(Settings settings, Path library) {
    return new LibraryIndex(LibraryFolder.index(library));
  }

  SimilarityIndex open() {
    return LuceneIndex.open(folder);
  }

  SimilaritySearch search() {
    return LuceneSearch.open(folder);
  }

  /** An empty index can be searched; none cannot. */
  void makeIfAbsent() {
    if (isAbsent()) {
      try (SimilarityIndex index = open()) {
        index.commit();
      }
    }
  }

  private boolean isAbsent() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.noneMatch(file -> file.getFileName().toString().startsWith("segments"));
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }
}
