package org.needledrop.cli.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TrackReport;
import picocli.CommandLine.ExitCode;

/**
 * The output of {@code tag} and {@code watch}: one line per track on standard output; failures,
 * progress and summary on standard error. Thread-safe.
 */
public final class TagOutput implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss  ", Locale.ROOT);

  private final PrintWriter out;
  private final PrintWriter err;
  private final Style style;
  private final ShownPaths paths;
  private final List<ReportFile> files;
  private final ModelManifest model;
  private final TrackLine lines;
  private final TagSummary summary;
  private Progress progress = Progress.none();

  public TagOutput(
      PrintWriter out,
      PrintWriter err,
      Style style,
      ShownPaths paths,
      List<ReportFile> files,
      ModelManifest model) {
    this.out = out;
    this.err = err;
    this.style = style;
    this.paths = paths;
    this.files = files;
    this.model = model;
    this.lines = new TrackLine(paths, model.genres());
    this.summary = new TagSummary(style.dryRun());
  }

  /**
   * What is printed.
   *
   * @param progressBar show progress on a terminal
   * @param trackLines print a line per track
   * @param summary print the totals at the end
   * @param dryRun print each tag change
   * @param times start each line with the local date and time
   */
  public record Style(
      boolean progressBar, boolean trackLines, boolean summary, boolean dryRun, boolean times) {}

  public synchronized void start(int tracks) {
    progress =
        style.progressBar()
            ? new ProgressLine(err, tracks, new StepRate(System::nanoTime))
            : Progress.none();
  }

  /** Starts a run with an unknown number of tracks. */
  public void start() {
    start(Progress.UNKNOWN);
  }

  public void add(TrackReport report) {
    add(ReportLine.of(report));
  }

  public synchronized void add(ReportLine line) {
    progress.aside(() -> print(line));
    progress.step();
    summary.add(line);
    files.forEach(file -> file.add(ReportRow.of(line, model)));
  }

  /** Prints a message about the run on standard error. */
  public void warn(String message) {
    notice("needledrop: " + message);
  }

  /** Prints a line on standard error. */
  public synchronized void notice(String line) {
    progress.aside(
        () -> {
          err.println(time() + line);
          err.flush();
        });
  }

  private void print(ReportLine line) {
    line.failure()
        .map(message -> paths.in(message, line.names()))
        .ifPresent(message -> err.println(time() + message));
    err.flush();
    if (style.trackLines() && line.failure().isEmpty()) {
      out.println(time() + lines.of(line));
      if (style.dryRun()) {
        line.change().map(TrackLine::changes).orElse(List.of()).forEach(out::println);
      }
      out.flush();
    }
  }

  private String time() {
    return style.times()
        ? TIME.format(LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS))
        : "";
  }

  /** Prints the summary and returns the exit code. */
  public synchronized int finish() {
    progress.close();
    progress = Progress.none();
    if (style.summary()) {
      summary.lines(style.progressBar()).forEach(err::println);
      err.flush();
    }
    return summary.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /**
   * Prints how to undo the run if it wrote anything.
   *
   * @param given paths of the command line
   */
  public void undoHint(List<Path> given, String run) {
    if (style.summary() && summary.tagged() > 0) {
      String arguments = given.stream().map(TagOutput::quoted).collect(Collectors.joining(" "));
      err.println("to undo this run: needledrop undo %s --run %s".formatted(arguments, run));
      err.flush();
    }
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./,+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Erases the progress, also if the run was aborted, and completes the reports. */
  @Override
  public synchronized void close() {
    progress.close();
    files.forEach(ReportFile::close);
  }
}
