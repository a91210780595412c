package org.needledrop.bucket;

import java.util.List;
import java.util.Optional;

/** Something that a store told of. */
public sealed interface Occurrence {

  /**
   * An object was written.
   *
   * @param keys what it may be called, the likeliest first: some stores encode keys, some do not
   * @param sequencer place among the events of its key
   */
  record Created(String bucket, List<String> keys, Optional<String> sequencer)
      implements Occurrence {}

  /** An object was deleted, or hidden by a delete marker. */
  record Deleted(String bucket, List<String> keys, Optional<String> sequencer)
      implements Occurrence {}

  /**
   * An archived object can be read, for a while at least. It may be older than events that were
   * worked off before, so it has no place in their order.
   *
   * @param keys as for {@link Created}
   */
  record Restored(String bucket, List<String> keys) implements Occurrence {}

  /** Nothing that calls for work, such as {@code s3:TestEvent}. */
  record Nothing(String what) implements Occurrence {}

  /** Nobody can tell what this means. */
  record Unreadable(String reason, String content) implements Occurrence {}
}
