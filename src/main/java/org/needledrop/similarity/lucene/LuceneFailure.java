package org.needledrop.similarity.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.store.AlreadyClosedException;

/** Converts Lucene's checked exceptions. */
final class LuceneFailure {

  private LuceneFailure() {}

  /** A call of Lucene. */
  interface Step<T> {
    T run() throws IOException;
  }

  /**
   * @param folder folder of the index
   * @throws UncheckedIOException if the step fails, or an earlier failure has closed the index
   */
  static <T> T unchecked(Path folder, Step<T> step) {
    try {
      return step.run();
    } catch (AlreadyClosedException e) {
      if (e.getCause() instanceof IOException earlier) {
        throw failure(folder, earlier);
      }
      throw e;
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static UncheckedIOException failure(Path folder, IOException e) {
    return new UncheckedIOException(
        "the similarity index %s failed: %s".formatted(folder, e.getMessage()), e);
  }
}
