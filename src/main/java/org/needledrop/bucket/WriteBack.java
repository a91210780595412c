package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.bucket.BucketRecords.VersionedRecord;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;
import org.needledrop.tagging.TrackOutcome;

/**
 * Uploads a tagged file: prepares the record, writes the object, then completes the record. After a
 * crash in between, the prepared record still holds the analysis.
 */
record WriteBack(BucketSetup setup) {

  /**
   * Writes object and record.
   *
   * @param fetched the downloaded object; it must not have changed since
   * @param held its record; it must not have changed either
   * @throws org.needledrop.storage.StorageFailure.Changed if one of them has changed
   */
  void leave(
      StoredObject fetched,
      Path file,
      FileTagging.Tagged tagged,
      VersionedRecord held,
      Optional<String> sequencer) {
    Optional<ObjectKey> elsewhere = setup.destination().of(fetched.key());
    boolean changed = tagged.finished().status() == TrackOutcome.Status.TAGGED;
    VersionedRecord last = held;
    String etag = fetched.etag();
    if (changed || elsewhere.isPresent()) {
      last = setup.records().write(fetched.key(), held, held.record().prepared(tagged.record()));
      if (elsewhere.isPresent()) {
        uploadCopy(fetched, file, elsewhere.get());
      } else {
        etag =
            setup
                .store()
                .upload(
                    file, fetched.key(), fetched.attributes(), new WriteCondition.Unchanged(etag));
      }
    }
    setup
        .records()
        .write(fetched.key(), last, last.record().done(etag, tagged.record(), sequencer));
  }

  private void uploadCopy(StoredObject fetched, Path file, ObjectKey target) {
    WriteCondition condition =
        setup
            .store()
            .head(target)
            .<WriteCondition>map(there -> new WriteCondition.Unchanged(there.etag()))
            .orElseGet(WriteCondition.Absent::new);
    setup.store().upload(file, target, fetched.attributes(), condition);
  }
}
