package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.cli.report.ReportFile;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.scoring.ModelManifest;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options for the reports of a run. */
public final class ReportOptions {

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write a JSON report to this file; - for standard output.")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a CSV report to this file; - for standard output.")
  private Path csv;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only failures.")
  private boolean quiet;

  public TagOutput open(
      CommandLine command, Settings settings, ModelManifest model, boolean dryRun) {
    List<ReportFile> files = new ArrayList<>();
    if (json != null) {
      files.add(ReportFile.json(json));
    }
    if (csv != null) {
      files.add(ReportFile.csv(csv, model.genres()));
    }
    boolean outputTaken = isStandardOutput(json) || isStandardOutput(csv);
    return new TagOutput(
        command.getOut(),
        command.getErr(),
        new TagOutput.Style(
            settings.interactive() && !quiet, !quiet && !outputTaken, !quiet, dryRun),
        files,
        model);
  }

  private static boolean isStandardOutput(Path path) {
    return path != null && path.toString().equals("-");
  }
}
