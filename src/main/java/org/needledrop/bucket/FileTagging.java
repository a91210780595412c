package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.tagging.TrackRecord;
import org.needledrop.tagging.TrackReport;

/** Tags a file in place: what is to be done with an object between fetching and writing it. */
public interface FileTagging {

  /**
   * What came of it.
   *
   * @param record to be given back when the object is seen again
   */
  record Tagged(TrackReport report, TrackRecord record) {}

  /**
   * Tags a file, or says in the report that it was right already.
   *
   * @param known of this object from before; what was heard then is not listened to again
   * @throws org.needledrop.failure.TrackFailure when it cannot be tagged
   */
  Tagged tag(Path file, Optional<TrackRecord> known);

  /** Why no file can be tagged now, whichever it is; empty when it is worth trying. */
  default Optional<String> outage() {
    return Optional.empty();
  }

  /** Of what would be written today; see {@link TrackRecord#fingerprint}. */
  String fingerprint();

  /** Whether what was done with that fingerprint need not be done again. */
  default boolean isSettled(String before) {
    return before.equals(fingerprint());
  }
}
