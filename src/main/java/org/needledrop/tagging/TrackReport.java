package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.audio.AudioInfo;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Track;

/**
 * The result for one track.
 *
 * @param analysed whether it was analysed in this run
 * @param change change of its tags; empty if it was not read or cannot hold tags
 */
public record TrackReport(
    Track track,
    Status status,
    boolean analysed,
    Optional<Analysis> analysis,
    Optional<Decision> decision,
    Optional<TagChange> change,
    Optional<TrackFailure> failure) {

  /** What happened to the file. */
  public enum Status {
    /** Tags were written (in a dry run: would be). */
    TAGGED,
    /** The tags were up to date. */
    UNCHANGED,
    /** The format cannot hold tags; the result is in the report and the index only. */
    NOT_TAGGABLE,
    /** An object in an archive, which must be restored first. */
    ARCHIVED,
    /** Failed; the file is unchanged, or tagged if only the index failed. */
    FAILED
  }

  /** Returns what is odd about the file, such as a wrong duration in its header. */
  public Optional<String> note() {
    return analysis.map(Analysis::audio).flatMap(AudioInfo::note);
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
