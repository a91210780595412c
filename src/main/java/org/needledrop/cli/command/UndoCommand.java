package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.option.WritingChoices;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.UndoLines;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.watch.StopSignal;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.TrackFiles;
import org.needledrop.tagging.TagUndo;
import org.needledrop.tagging.UndoReport;
import org.needledrop.tagging.UndoReport.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop undo}. */
@Command(
    name = "undo",
    description = "Restores the tags that tracks had before Needledrop, or before one of its runs.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:some files failed, or folders could not be read",
      "2:usage error",
      "130:stopped by Ctrl-C; the same command continues"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop undo Music --dry-run      shows what would be restored",
      "  needledrop undo Music                everything below Music",
      "  needledrop undo Music/song.mp3       one track",
      "  needledrop undo Music --run last     only what the last run wrote"
    })
final class UndoCommand implements Callable<Integer> {

  private static final String LAST = "last";
  private static final int RUNS_TO_NAME = 5;

  @Option(
      names = "--force",
      description = "Also restore fields that another program has changed since.")
  private boolean force;

  @Option(names = "--dry-run", description = "Show what would be restored; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Undo only one run of tag or watch: its time as tag prints it, or last. Tracks that were"
              + " written again since are not changed.")
  private String run;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, or folders including subfolders.")
  private List<Path> paths;

  @Mixin private WritingChoices writing;
  @Mixin private LibraryOption library;
  @Spec private CommandSpec spec;

  private final Settings settings;
  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

  @Inject
  UndoCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    UndoLines lines = new UndoLines(ShownPaths.as(paths), dryRun);
    PrintWriter err = spec.commandLine().getErr();
    try (StopSignal stop = StopSignal.listen(StopSignal.INTERRUPTED)) {
      paths.forEach(root -> undo(root, lines, stop));
      err.println(lines.summary(counts));
      if (stop.isWanted()) {
        err.println(
            "needledrop: stopped. The listed files are restored, all others are unchanged;"
                + " run the same command again to continue");
      }
      err.flush();
      return stop.isWanted() ? StopSignal.INTERRUPTED : exitCode();
    }
  }

  private int exitCode() {
    return counts.containsKey(Status.FAILED) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void undo(Path root, UndoLines lines, StopSignal stop) {
    Path folder = library.existing(settings, root);
    if (dryRun) {
      try (Journal journal = Journal.readOnlyCopy(LibraryFolder.journal(folder))) {
        undo(root, journal, lines, stop);
      }
    } else {
      try (LibraryFolder held = LibraryFolder.hold(folder);
          Journal journal = Journal.open(held.path())) {
        undo(root, journal, lines, stop);
      }
    }
  }

  private void undo(Path root, Journal journal, UndoLines lines, StopSignal stop) {
    TagUndo undo =
        new TagUndo(
            ConfiguredAnalysis.audioHash(settings),
            journal,
            new TagUndo.Options(
                force, dryRun, Optional.ofNullable(run).map(one -> id(one, journal))),
            writing.options(settings, spec.commandLine().getErr()::println));
    List<TrackFailure> unreadable = new ArrayList<>();
    for (Path file : TrackFiles.below(root, Optional.empty(), unreadable::add)) {
      if (stop.isWanted()) {
        break;
      }
      UndoReport report = undo.undo(file);
      if (report.failure().filter(stop::explains).isPresent()) {
        break;
      }
      print(report, lines);
    }
    unreadable.forEach(failure -> print(UndoReport.failed(failure), lines));
  }

  private static String id(String run, Journal journal) {
    List<String> known = journal.runs().latest(RUNS_TO_NAME);
    if (known.isEmpty()) {
      throw new UsageException("the journal has no run to undo; undo without --run restores all");
    }
    if (run.equals(LAST)) {
      return known.getFirst();
    }
    if (!journal.runs().has(run)) {
      throw new UsageException("there is no run %s; the latest are %s".formatted(run, known));
    }
    return run;
  }

  private void print(UndoReport report, UndoLines lines) {
    counts.merge(report.status(), 1, Integer::sum);
    boolean failed = report.status() == Status.FAILED;
    boolean ofAnotherRun = run != null && report.status() == Status.NOTHING_TO_UNDO;
    if (!ofAnotherRun) {
      PrintWriter writer = failed ? spec.commandLine().getErr() : spec.commandLine().getOut();
      lines.of(report).forEach(writer::println);
      writer.flush();
    }
  }
}
