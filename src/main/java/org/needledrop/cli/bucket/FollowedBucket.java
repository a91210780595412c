package org.needledrop.cli.bucket;

import java.util.Optional;
import org.needledrop.bucket.ListedChanges;
import org.needledrop.bucket.QueuedChanges;
import org.needledrop.bucket.RecordChanges;
import org.needledrop.bucket.RecordFollower;
import org.needledrop.bucket.RecordedTracks;
import org.needledrop.cli.option.Settings;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.storage.sqs.SqsQueue;
import org.needledrop.tagging.IndexEntries;

/**
 * The bucket of {@code NEEDLEDROP_RECORDS}, whose tracks {@code serve} adds to the index, if set.
 *
 * @param follower applies changes of the records once started
 */
public record FollowedBucket(Optional<ObjectStore> store, Optional<RecordFollower> follower)
    implements AutoCloseable {

  public static FollowedBucket open(Settings settings, IndexEntries entries) {
    if (settings.records().isEmpty()) {
      return new FollowedBucket(Optional.empty(), Optional.empty());
    }
    ObjectStore store = S3ObjectStore.open(settings.s3Endpoint());
    RecordChanges changes = changes(settings, settings.records().get(), store);
    return new FollowedBucket(
        Optional.of(store),
        Optional.of(new RecordFollower(changes, new RecordedTracks(store, entries))));
  }

  private static RecordChanges changes(Settings settings, String records, ObjectStore store) {
    return ObjectKey.isAddress(records)
        ? new ListedChanges(store, ObjectKey.of(records).bucket(), settings.recordsEvery())
        : new QueuedChanges(SqsQueue.open(records, settings.sqsEndpoint()));
  }

  @Override
  public void close() {
    follower.ifPresent(RecordFollower::close);
    store.ifPresent(ObjectStore::close);
  }
}
