package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.TrackRecord;
import org.needledrop.tagging.TrackOutcome;

/** Tags a downloaded file in place: the step between downloading and uploading an object. */
public interface FileTagging {

  /** What became of the file. */
  sealed interface Outcome {}

  /**
   * It was tagged, is up to date, or cannot hold tags.
   *
   * @param record state to pass in when the object is tagged again
   */
  record Tagged(TrackOutcome.Finished finished, TrackRecord record) implements Outcome {}

  /** It failed; the file is unchanged. */
  record Failed(TrackFailure failure) implements Outcome {}

  /**
   * Tags a file, or reports it as unchanged.
   *
   * @param known the object's record, if any; a known recording is not analysed again
   */
  Outcome tag(Path file, Optional<TrackRecord> known);

  /** Returns why no file can be tagged at present; empty if there is no outage. */
  default Optional<String> outage() {
    return Optional.empty();
  }

  /** Returns the fingerprint of model and options; see {@link TrackRecord#fingerprint}. */
  String fingerprint();

  /**
   * Returns the fingerprint of failures. It differs from that of older versions, which refused
   * wrong headers and formats that are supported now, so their failures are tried again once.
   */
  default String failureFingerprint() {
    return fingerprint() + "|2";
  }

  /** Returns whether files that failed with that fingerprint would fail again. */
  default boolean failsAgain(String before) {
    return before.equals(failureFingerprint());
  }

  /** Returns whether files tagged with that fingerprint need no new tagging. */
  default boolean isSettled(String before) {
    return before.equals(fingerprint());
  }
}
