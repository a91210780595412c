package org.needledrop.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.needledrop.cli.report.ReportLine;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.cli.watch.StopSignal;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;

/** The output of a run that Ctrl-C may stop. */
final class StoppableOutput {

  private final TagOutput output;
  private final StopSignal stop;

  StoppableOutput(TagOutput output, StopSignal stop) {
    this.output = output;
    this.stop = stop;
  }

  void start() {
    output.start();
  }

  void start(int tracks) {
    output.start(tracks);
  }

  boolean mayGoOn() {
    return !stop.isWanted();
  }

  /** Omits what failed because it was stopped. */
  void add(TrackReport report) {
    if (!(report.outcome() instanceof TrackOutcome.Failed(TrackFailure failure)
        && stop.explains(failure))) {
      output.add(report);
    }
  }

  /** Omits the same of objects. */
  void add(ReportLine line) {
    if (mayGoOn() || line.failure().isEmpty()) {
      output.add(line);
    }
  }

  /** See {@link TagOutput#warn}. */
  void warn(String message) {
    output.warn(message);
  }

  /** See {@link TagOutput#undoHint}. */
  void undoHint(List<Path> given, String run) {
    output.undoHint(given, run);
  }

  /** Prints the summary, and how to continue; returns the exit code. */
  int finish() {
    int code = output.finish();
    if (mayGoOn()) {
      return code;
    }
    output.notice(
        "needledrop: stopped. The listed files are complete, all others are unchanged;"
            + " run the same command again to continue");
    return StopSignal.INTERRUPTED;
  }
}
