package org.needledrop.bucket;

import org.needledrop.failure.Stage;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.TrackReport;

/** What became of one object. */
public sealed interface Result {

  /** Worked on: tagged, found to be right already, or of a kind that holds no tags. */
  record Tagged(TrackReport report) implements Result {}

  /** Nothing to do, and why. */
  record Skipped(Why why) implements Result {}

  /** It will not go away by itself: a damaged file, or no permission. */
  record Failed(ObjectKey object, Stage stage, String reason) implements Result {
    public String message() {
      return "%s: %s".formatted(object, reason);
    }
  }

  /** It cannot be read before somebody has it restored; it is noted, and no failure. */
  record InArchive(ObjectKey object, Archived archived) implements Result {
    public String message() {
      return archived.beingRestored()
          ? "%s: being restored from %s; will be tagged afterwards"
              .formatted(object, archived.tier())
          : "%s: archived in %s; restore it to have it tagged".formatted(object, archived.tier());
    }
  }

  /**
   * Nobody could do it now; it may be asked for again.
   *
   * @param outage whether a worker or the store is away, which is no fault of the object's
   */
  record Postponed(ObjectKey object, boolean outage, String reason) implements Result {
    public String message() {
      return "%s: %s".formatted(object, reason);
    }
  }

  /** Why there was nothing to do. */
  enum Why {
    /** By name or content. */
    NO_AUDIO,
    /** It was deleted before it could be read. */
    GONE,
    /** It is as Needledrop left it: its own write, or an event that came twice. */
    AS_LEFT,
    /** Later events of this key have been worked off already. */
    OLD_NEWS
  }
}
