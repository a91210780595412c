package org.needledrop.cli.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TagChange;
import org.needledrop.tagging.TrackReport;
import picocli.CommandLine.ExitCode;

/**
 * The output of {@code tag}: one line per track on standard output; failures, progress and summary
 * on standard error.
 */
public final class TagOutput implements AutoCloseable {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Style style;
  private final List<ReportFile> files;
  private final ModelManifest model;
  private final TagSummary summary = new TagSummary();
  private Progress progress;

  public TagOutput(
      PrintWriter out, PrintWriter err, Style style, List<ReportFile> files, ModelManifest model) {
    this.out = out;
    this.err = err;
    this.style = style;
    this.files = files;
    this.model = model;
  }

  /**
   * What is printed.
   *
   * @param progressBar show progress on a terminal
   * @param trackLines print a line per track
   * @param summary print the totals at the end
   * @param dryRun print each tag change
   */
  public record Style(boolean progressBar, boolean trackLines, boolean summary, boolean dryRun) {}

  public void start(int tracks) {
    progress = style.progressBar() ? Progress.bar(tracks) : Progress.none();
  }

  /** Starts a run with an unknown number of tracks. */
  public void start() {
    start(Progress.UNKNOWN);
  }

  public void add(TrackReport report) {
    add(ReportLine.of(report));
  }

  public void add(ReportLine line) {
    progress.aside(() -> print(line));
    progress.step();
    summary.add(line.report());
    files.forEach(file -> file.add(ReportRow.of(line, model)));
  }

  private void print(ReportLine line) {
    line.failure().ifPresent(err::println);
    err.flush();
    if (style.trackLines() && line.failure().isEmpty()) {
      out.println(line(line));
      if (style.dryRun()) {
        line.report().change().map(TagChange::lines).orElse(List.of()).forEach(this::printChange);
      }
      out.flush();
    }
  }

  private void printChange(String line) {
    out.println("    " + line);
  }

  private static String line(ReportLine line) {
    TrackReport report = line.report();
    String note =
        switch (report.status()) {
          case TAGGED, FAILED -> "";
          case UNCHANGED -> "  (unchanged)";
          case ARCHIVED -> "  (archived; restore it, then tag it again)";
          case NOT_TAGGABLE -> "  (this format cannot hold tags; see the report)";
        };
    return "%-16s %4s  %s%s%s"
        .formatted(
            report.decision().map(TagOutput::word).orElse("-"),
            report.decision().map(TagOutput::number).orElse(""),
            shown(line.file()),
            note,
            report.note().map("  (%s)"::formatted).orElse(""));
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case GenreFound found -> found.genre();
      case Abstention abstention -> abstention.reason().toString();
    };
  }

  private static String number(Decision decision) {
    return switch (decision) {
      case GenreFound found -> String.format(Locale.ROOT, "%.2f", found.confidence());
      case Abstention _ -> "";
    };
  }

  /** Returns the path relative to the current directory if it lies below it. */
  private static String shown(String file) {
    String here = Path.of("").toAbsolutePath() + "/";
    return file.startsWith(here) ? file.substring(here.length()) : file;
  }

  /** Prints the summary and returns the exit code. */
  public int finish() {
    progress.close();
    if (style.summary()) {
      summary.lines(style.progressBar()).forEach(err::println);
      err.flush();
    }
    return summary.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Override
  public void close() {
    files.forEach(ReportFile::close);
  }
}
