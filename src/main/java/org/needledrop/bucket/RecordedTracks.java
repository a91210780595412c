package org.needledrop.bucket;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.IndexEntries;

/** Adds the recorded tracks of a bucket to a similarity index. */
public final class RecordedTracks {

  private static final Logger LOG = System.getLogger(RecordedTracks.class.getName());

  /** Parallel reads: each record takes about 20 ms. */
  private static final int READ_AT_ONCE = 16;

  private final ObjectStore store;
  private final IndexEntries entries;

  /**
   * @param store remains owned by the caller
   */
  public RecordedTracks(ObjectStore store, IndexEntries entries) {
    this.store = store;
    this.entries = entries;
  }

  /** Returns all recorded tracks of a bucket that were analysed with the model. */
  public Stream<IndexedTrack> all(String bucket) {
    return records(store.list(BucketRecords.all(bucket)).map(StoredObject::key))
        .flatMap(record -> entry(record).stream());
  }

  /** Updates the index from the records and commits it. */
  void index(Collection<ObjectKey> places, SimilarityIndex index) {
    records(places.stream())
        .filter(record -> !record.isBeingWritten())
        .forEach(
            record ->
                entry(record)
                    .ifPresentOrElse(index::put, () -> index.deleteAt(record.object().toString())));
    index.commit();
  }

  private Stream<BucketRecord> records(Stream<ObjectKey> places) {
    return places
        .gather(Gatherers.mapConcurrent(READ_AT_ONCE, this::read))
        .flatMap(Optional::stream);
  }

  /** Reads a record; logs and skips it if it is unreadable. */
  private Optional<BucketRecord> read(ObjectKey place) {
    try {
      return BucketRecords.at(store, place);
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "skipping a record: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Returns the index entry; logs and skips records that cannot be indexed, e.g. a key with NUL.
   */
  private Optional<IndexedTrack> entry(BucketRecord record) {
    String address = record.object().toString();
    try {
      return record.track().flatMap(track -> entries.ifOfModel(address, track));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "skipping a record: {0}", e.getMessage());
      return Optional.empty();
    }
  }
}
