package org.needledrop.cli.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.TrackReport;

/**
 * A track's report with the names that are shown to the user.
 *
 * @param track path or address of the source
 * @param file path or address of the tagged file
 * @param failure message for the user, including the track's name
 */
public record ReportLine(String track, String file, Optional<String> failure, TrackReport report) {

  static ReportLine of(TrackReport report) {
    return new ReportLine(
        report.track().source().toString(),
        report.track().target().toString(),
        report.failure().map(TrackFailure::getMessage),
        report);
  }

  /** Returns source and tagged file, once if they are the same. */
  Set<String> names() {
    return new LinkedHashSet<>(List.of(track, file));
  }
}
