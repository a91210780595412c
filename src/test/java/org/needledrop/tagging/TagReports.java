package org.needledrop.tagging;

import org.needledrop.failure.TrackFailure;

/** What tests ask of a report. */
final class TagReports {

  private TagReports() {}

  static boolean analysed(TrackReport report) {
    return report.finished().filter(TrackOutcome.Finished::analysed).isPresent();
  }

  /** The recording of a track that did not fail. */
  static String audioHash(TrackReport report) {
    return report.finished().orElseThrow().decided().analysis().audioHash();
  }

  static TrackFailure failure(TrackReport report) {
    return ((TrackOutcome.Failed) report.outcome()).failure();
  }

  /** TAGGED, UNCHANGED, NOT_TAGGABLE or FAILED. */
  static String end(TrackReport report) {
    return report.finished().map(finished -> finished.status().name()).orElse("FAILED");
  }
}
