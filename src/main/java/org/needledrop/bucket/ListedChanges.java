package org.needledrop.bucket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;

/**
 * Polls all records and compares their ETags, for stores without event notifications. The first
 * poll reports all of them.
 */
public final class ListedChanges implements RecordChanges {

  /** Maximum objects listed per call without finding a change: 10 to 20 s. */
  private static final int LONGEST_LOOK = 100_000;

  private final ObjectStore store;
  private final ObjectKey folder;
  private final Duration pause;
  private final SeenEtags seen = new SeenEtags();
  private Iterator<StoredObject> listing = Collections.emptyIterator();
  private boolean anyChanged = true;

  /**
   * @param store remains owned by the caller
   * @param bucket bucket of the records
   * @param pause pause after a listing without changes
   */
  public ListedChanges(ObjectStore store, String bucket, Duration pause) {
    this.store = store;
    this.folder = BucketRecords.all(bucket);
    this.pause = pause;
  }

  @Override
  public Batch next() throws InterruptedException {
    if (!listing.hasNext()) {
      if (!anyChanged) {
        Thread.sleep(pause);
      }
      anyChanged = false;
      listing = store.list(folder).iterator();
    }
    List<StoredObject> changed = look();
    anyChanged |= !changed.isEmpty();
    return new Batch(
        changed.stream().map(StoredObject::key).toList(), () -> changed.forEach(seen::add));
  }

  /** Lists the next objects; starts over if the listing fails. */
  private List<StoredObject> look() {
    List<StoredObject> changed = new ArrayList<>();
    Iterator<StoredObject> objects = listing;
    listing = Collections.emptyIterator();
    for (int i = 0; i < LONGEST_LOOK && changed.size() < MOST && objects.hasNext(); i++) {
      StoredObject object = objects.next();
      if (!seen.holds(object)) {
        changed.add(object);
      }
    }
    listing = objects;
    return changed;
  }

  @Override
  public void close() {}
}
