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
 * Lists all records again and again and compares their etags: for stores that tell nobody of
 * changes. The first time, all of them are new.
 */
public final class ListedChanges implements RecordChanges {

  /** Listed at a time, some 10 to 20 s of pages, if nothing among them has changed. */
  private static final int LONGEST_LOOK = 100_000;

  private final ObjectStore store;
  private final ObjectKey folder;
  private final Duration pause;
  private final SeenEtags seen = new SeenEtags();
  private Iterator<StoredObject> listing = Collections.emptyIterator();
  private boolean anyChanged = true;

  /**
   * @param store stays the caller's to close
   * @param bucket where the records lie
   * @param pause after a list in which nothing had changed
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

  /** A list that breaks off is begun anew: what was not taken from it has not been seen. */
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
