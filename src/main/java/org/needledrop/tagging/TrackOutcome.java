package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.audio.Recording;
import org.needledrop.failure.TrackFailure;

/** What became of a track. */
public sealed interface TrackOutcome {

  /**
   * The track was analysed, now or earlier, and a decision was made.
   *
   * @param recording what the file holds
   * @param analysed whether it was analysed in this run
   * @param change change of its tags; empty if it was not read or cannot hold tags
   */
  record Finished(
      Status status,
      Recording recording,
      boolean analysed,
      DecidedAnalysis decided,
      Optional<TagChange> change)
      implements TrackOutcome {

    /** Returns what is odd about the file, such as a wrong duration in its header. */
    public Optional<String> note() {
      return decided.analysis().audio().note();
    }
  }

  /** It failed; the file is unchanged, or tagged if only the index failed. */
  record Failed(TrackFailure failure) implements TrackOutcome {}

  /** What happened to a file. */
  enum Status {
    /** Tags were written (in a dry run: would be). */
    TAGGED,
    /** The tags were up to date. */
    UNCHANGED,
    /** The format cannot hold tags; the result is in the report and the index only. */
    NOT_TAGGABLE
  }
}
