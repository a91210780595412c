package org.needledrop.bucket;

import java.util.List;
import java.util.Optional;

/** An event of an object store. */
public sealed interface ObjectEvent {

  /**
   * An object was written.
   *
   * @param keys possible keys, the most likely first: some stores encode them, some do not
   * @param sequencer order among the events of the key
   */
  record Created(String bucket, List<String> keys, Optional<String> sequencer)
      implements ObjectEvent {}

  /** An object was deleted, or hidden by a delete marker. */
  record Deleted(String bucket, List<String> keys, Optional<String> sequencer)
      implements ObjectEvent {}

  /**
   * An archived object was restored. It may be older than events already handled, so it has no
   * sequencer.
   *
   * @param keys as for {@link Created}
   */
  record Restored(String bucket, List<String> keys) implements ObjectEvent {}

  /** An event that needs no handling, such as {@code s3:TestEvent}. */
  record Nothing(String what) implements ObjectEvent {}

  /** An event that cannot be parsed. */
  record Unreadable(String reason, String content) implements ObjectEvent {}
}
