package org.needledrop.bucket;

import java.util.List;
import org.needledrop.storage.ObjectKey;

/** Tells which records are new or changed. For one thread. */
public interface RecordChanges extends AutoCloseable {

  /** Known about at a time. */
  int MOST = 500;

  /**
   * Some records that may have changed; none when none has for a while.
   *
   * @param taken to be run when they are in the index; else they are told of again
   */
  record Batch(List<ObjectKey> records, Runnable taken) {}

  /**
   * Waits for changes, not much longer than half a minute.
   *
   * @throws RuntimeException when nobody can say now; ask again
   */
  Batch next() throws InterruptedException;

  @Override
  void close();
}
