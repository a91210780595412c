package org.needledrop.bucket;

import java.util.List;
import org.needledrop.storage.ObjectKey;

/** Reports new and changed records. Not thread-safe. */
public interface RecordChanges extends AutoCloseable {

  /** Maximum records per batch. */
  int MOST = 500;

  /**
   * Records that may have changed; empty if there was no change for a while.
   *
   * @param taken acknowledges the batch after indexing; otherwise it is reported again
   */
  record Batch(List<ObjectKey> records, Runnable taken) {}

  /**
   * Waits for changes, for about half a minute at most.
   *
   * @throws RuntimeException on a temporary failure; call again
   */
  Batch next() throws InterruptedException;

  @Override
  void close();
}
