package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.PathArguments;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.setup.TaggingSetup;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.TrackFiles;
import org.needledrop.tagging.TagUndo;
import org.needledrop.tagging.UndoReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code needledrop undo}. */
@Command(
    name = "undo",
    description = "Restores the tags that tracks had before Needledrop.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop undo Music            everything below Music",
      "  needledrop undo Music/song.mp3   one track"
    })
final class UndoCommand implements Callable<Integer> {

  @Option(
      names = "--force",
      description = "Also restore fields that another program has changed since.")
  private boolean force;

  @Mixin private PathArguments arguments;
  @Mixin private LibraryOption library;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  UndoCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    int failed = 0;
    for (Path root : arguments.paths()) {
      failed += undo(root);
    }
    return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int undo(Path root) {
    int failed = 0;
    List<TrackFailure> unreadable = new ArrayList<>();
    try (LibraryFolder held = LibraryFolder.hold(library.existing(root));
        Journal journal = Journal.open(held.path())) {
      TagUndo undo = new TagUndo(TaggingSetup.audioHash(settings), journal, force);
      for (Path file : TrackFiles.below(root, Optional.empty(), unreadable::add)) {
        UndoReport report = undo.undo(file);
        print(report);
        failed += report.status() == UndoReport.Status.FAILED ? 1 : 0;
      }
    }
    unreadable.forEach(this::print);
    return failed + unreadable.size();
  }

  private void print(UndoReport report) {
    PrintWriter out = spec.commandLine().getOut();
    switch (report.status()) {
      case RESTORED -> out.println("restored         " + report.file());
      case RESTORED_FIELDS -> out.println("restored fields  " + report.file());
      case NOTHING_TO_UNDO -> out.println("nothing to undo  " + report.file());
      case FAILED -> print(report.failure().orElseThrow());
    }
    out.flush();
  }

  private void print(TrackFailure failure) {
    spec.commandLine().getErr().println(failure.getMessage());
  }
}
