package org.needledrop.bucket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;

/**
 * Lists all records again and again and compares their etags: for stores that tell nobody of
 * changes. The first time, all of them are new.
 */
public final class ListedChanges implements RecordChanges {

  private final ObjectStore store;
  private final ObjectKey folder;
  private final Duration pause;
  private final Map<ObjectKey, String> etags = new HashMap<>();
  private final Queue<StoredObject> changed = new ArrayDeque<>();

  /**
   * @param store stays the caller's to close
   * @param bucket where the records lie
   * @param pause between two lists
   */
  public ListedChanges(ObjectStore store, String bucket, Duration pause) {
    this.store = store;
    this.folder = BucketRecords.all(bucket);
    this.pause = pause;
  }

  @Override
  public Batch next() throws InterruptedException {
    if (changed.isEmpty()) {
      list();
    }
    List<StoredObject> some = new ArrayList<>();
    while (some.size() < MOST && !changed.isEmpty()) {
      some.add(changed.remove());
    }
    if (some.isEmpty()) {
      Thread.sleep(pause);
    }
    return new Batch(some.stream().map(StoredObject::key).toList(), () -> remember(some));
  }

  private void list() {
    store.list(folder).stream()
        .filter(object -> !object.etag().equals(etags.get(object.key())))
        .forEach(changed::add);
  }

  private void remember(List<StoredObject> records) {
    records.forEach(record -> etags.put(record.key(), record.etag()));
  }

  @Override
  public void close() {}
}
