package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.cli.report.ReportFile;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.scoring.ModelManifest;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the reports of a run. */
public final class ReportOptions {

  @Mixin private JsonOption json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a CSV report to this file; - for standard output.")
  private Path csv;

  @Mixin private QuietOption quiet;

  /**
   * Opens the output of a run.
   *
   * @param paths how paths are shown
   */
  public TagOutput open(
      CommandLine command,
      Settings settings,
      ModelManifest model,
      ShownPaths paths,
      boolean dryRun) {
    if (json.takesStandardOutput() && isStandardOutput(csv)) {
      throw new UsageException("--json and --csv - cannot both be printed; write one to a file");
    }
    List<ReportFile> files = new ArrayList<>();
    json.file().map(ReportFile::json).ifPresent(files::add);
    if (csv != null) {
      files.add(ReportFile.csv(csv, model.genres()));
    }
    boolean outputTaken = json.takesStandardOutput() || isStandardOutput(csv);
    boolean isQuiet = quiet.isQuiet();
    return new TagOutput(
        command.getOut(),
        command.getErr(),
        new TagOutput.Style(
            settings.interactive() && !isQuiet, !isQuiet && !outputTaken, !isQuiet, dryRun, false),
        paths,
        files,
        model);
  }

  private static boolean isStandardOutput(Path path) {
    return path != null && path.toString().equals("-");
  }
}
