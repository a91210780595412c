package org.needledrop.cli.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.audio.Metadata;
import org.needledrop.audio.Recording;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.DecidedAnalysis;
import org.needledrop.tagging.TagChange;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;

/**
 * What the user is shown of a track or an object.
 *
 * @param track path or address of the source
 * @param file path or address of the tagged file
 * @param finished what was done; empty if it failed or its content was not looked at
 * @param failure message for the user, including the track's name
 */
public record ReportLine(
    String track,
    String file,
    Status status,
    Optional<TrackOutcome.Finished> finished,
    Optional<String> failure) {

  /** What happened to the track. */
  public enum Status {
    TAGGED,
    UNCHANGED,
    NOT_TAGGABLE,
    /** An object in an archive, which must be restored first. */
    ARCHIVED,
    FAILED
  }

  /** Returns the line of a track of a library. */
  static ReportLine of(TrackReport report) {
    String track = report.track().source().toString();
    String file = report.track().target().toString();
    return switch (report.outcome()) {
      case TrackOutcome.Finished finished -> finished(track, file, finished);
      case TrackOutcome.Failed(TrackFailure failure) -> failed(track, file, failure.getMessage());
    };
  }

  public static ReportLine finished(String track, String file, TrackOutcome.Finished finished) {
    Status status =
        switch (finished.status()) {
          case TAGGED -> Status.TAGGED;
          case UNCHANGED -> Status.UNCHANGED;
          case NOT_TAGGABLE -> Status.NOT_TAGGABLE;
        };
    return new ReportLine(track, file, status, Optional.of(finished), Optional.empty());
  }

  public static ReportLine failed(String track, String file, String message) {
    return new ReportLine(track, file, Status.FAILED, Optional.empty(), Optional.of(message));
  }

  /** Returns the line of an object that did not need to be read. */
  public static ReportLine unread(String track, String file, Status status) {
    return new ReportLine(track, file, status, Optional.empty(), Optional.empty());
  }

  /** Returns source and tagged file, once if they are the same. */
  Set<String> names() {
    return new LinkedHashSet<>(List.of(track, file));
  }

  Optional<String> note() {
    return finished.flatMap(TrackOutcome.Finished::note);
  }

  /** Returns whether it was analysed in this run. */
  boolean analysed() {
    return finished.filter(TrackOutcome.Finished::analysed).isPresent();
  }

  Optional<Analysis> analysis() {
    return finished.map(TrackOutcome.Finished::decided).map(DecidedAnalysis::analysis);
  }

  Optional<Decision> decision() {
    return finished.map(TrackOutcome.Finished::decided).map(DecidedAnalysis::decision);
  }

  Optional<Metadata> metadata() {
    return finished.map(TrackOutcome.Finished::recording).map(Recording::metadata);
  }

  Optional<TagChange> change() {
    return finished.flatMap(TrackOutcome.Finished::change);
  }
}
