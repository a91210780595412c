package org.needledrop.cli;

import java.util.Optional;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.TrackReport;

/**
 * A report, and what its track is called where the user named it.
 *
 * @param track path or address of what was listened to
 * @param file path or address of what was left behind
 * @param failure for people; names the track
 */
record Told(String track, String file, Optional<String> failure, TrackReport report) {

  static Told of(TrackReport report) {
    return new Told(
        report.track().source().toString(),
        report.track().target().toString(),
        report.failure().map(TrackFailure::getMessage),
        report);
  }
}
