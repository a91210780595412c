package org.needledrop.similarity.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lucene's checked exceptions, told as what they mean here. */
final class LuceneFailure {

  private LuceneFailure() {}

  /** Something that Lucene does. */
  interface Step<T> {
    T run() throws IOException;
  }

  static <T> T unchecked(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the similarity index failed: " + e.getMessage(), e);
    }
  }
}
