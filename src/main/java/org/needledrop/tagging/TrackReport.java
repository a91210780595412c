package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.failure.TrackFailure;

/**
 * What happened to one track.
 *
 * @param analysed whether it was listened to in this run
 * @param change of its tags; none when it was not looked at or cannot hold tags
 */
public record TrackReport(
    Track track,
    Status status,
    boolean analysed,
    Optional<Analysis> analysis,
    Optional<Decision> decision,
    Optional<TagChange> change,
    Optional<TrackFailure> failure) {

  /** What was done with the file. */
  public enum Status {
    /** Tags were written (in a dry run: would be). */
    TAGGED,
    /** The tags were right already. */
    UNCHANGED,
    /** The container cannot be tagged; the result is in the report and the index. */
    NOT_TAGGABLE,
    /** An object that has to be restored from an archive before it can be read. */
    ARCHIVED,
    /** See the failure; the file is untouched, or tagged if only the index failed. */
    FAILED
  }

  public static TrackReport failed(Track track, TrackFailure failure) {
    return new TrackReport(
        track,
        Status.FAILED,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure));
  }
}
