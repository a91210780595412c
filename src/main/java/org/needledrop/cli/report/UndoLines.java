package org.needledrop.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.needledrop.tagging.UndoReport;
import org.needledrop.tagging.UndoReport.Status;

/** The lines of {@code undo}. */
public final class UndoLines {

  private final ShownPaths paths;
  private final boolean dryRun;

  public UndoLines(ShownPaths paths, boolean dryRun) {
    this.paths = paths;
    this.dryRun = dryRun;
  }

  /** Returns the lines of one file; in a dry run also what would change. */
  public List<String> of(UndoReport report) {
    String file = report.file().toString();
    List<String> lines = new ArrayList<>();
    switch (report.status()) {
      case RESTORED ->
          lines.add((dryRun ? "would restore    " : "restored         ") + paths.shown(file));
      case RESTORED_FIELDS -> lines.add("restored fields  " + paths.shown(file));
      case NOTHING_TO_UNDO -> lines.add("nothing to undo  " + paths.shown(file));
      case FAILED -> lines.add(paths.in(report.failure().orElseThrow().getMessage(), Set.of(file)));
    }
    if (dryRun) {
      report.change().map(TrackLine::changes).ifPresent(lines::addAll);
    }
    return lines;
  }

  public String summary(Map<Status, Integer> counts) {
    return "%s%d restored, %d with nothing to undo, %d failed"
        .formatted(
            dryRun ? "dry run, nothing was written: " : "",
            counts.getOrDefault(Status.RESTORED, 0)
                + counts.getOrDefault(Status.RESTORED_FIELDS, 0),
            counts.getOrDefault(Status.NOTHING_TO_UNDO, 0),
            counts.getOrDefault(Status.FAILED, 0));
  }
}
