package org.needledrop.bucket;

import org.needledrop.failure.Stage;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.TrackOutcome;

/** The result of handling one object. */
public sealed interface Result {

  /** Tagged, already up to date, or not taggable. */
  record Tagged(TrackOutcome.Finished outcome) implements Result {}

  /** Nothing to do. */
  record Skipped(Why why) implements Result {}

  /** A permanent failure, such as a damaged file or a missing permission. */
  record Failed(ObjectKey object, Stage stage, String reason) implements Result {
    public String message() {
      return "%s: %s".formatted(object, reason);
    }
  }

  /** Archived: it must be restored first. Recorded, but not a failure. */
  record InArchive(ObjectKey object, Archived archived) implements Result {
    public String message() {
      return archived.beingRestored()
          ? "%s: being restored from %s; will be tagged afterwards"
              .formatted(object, archived.tier())
          : "%s: archived in %s; restore it to have it tagged".formatted(object, archived.tier());
    }
  }

  /**
   * A temporary failure; retry later.
   *
   * @param outage whether a worker or the store is unavailable, so that other objects fail as well
   */
  record Postponed(ObjectKey object, boolean outage, String reason) implements Result {
    public String message() {
      return "%s: %s".formatted(object, reason);
    }
  }

  /** Why an object was skipped. */
  enum Why {
    /** Not audio, judged by its key or content. */
    NO_AUDIO,
    /** Deleted before it could be read. */
    GONE,
    /** Unchanged since Needledrop tagged it: the event of its own write, or a duplicate. */
    UNCHANGED,
    /** Stale: a later event of this key has already been handled. */
    STALE_EVENT
  }
}
