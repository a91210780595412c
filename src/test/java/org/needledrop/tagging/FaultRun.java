package org.needledrop.tagging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.servers.ChildJvm;

/** Runs a task with a fault in it, and looks at what is left. */
final class FaultRun implements AutoCloseable {

  private static final int KILLED = 128 + 9;

  /** As strace notes it; before the JDK closes a file it gives back the lock. */
  private static final Pattern CLOSING = Pattern.compile("close\\(|/lock>.*F_UNLCK");

  private final FaultedLibrary library;
  private final FaultyWorker worker;
  private final Path log;
  private final Path snapshot;

  FaultRun(FaultedLibrary library, ChildJvm jvm, Path scratch) throws IOException {
    this.library = library;
    this.worker = new FaultyWorker(jvm.command(FaultyProcess.class, library.arguments()));
    this.log = scratch.resolve("strace.log");
    this.snapshot = scratch.resolve("snapshot");
  }

  /**
   * What became of it.
   *
   * @param wrong what must not be; empty when all is well
   */
  record Outcome(boolean fresh, int exitCode, List<String> wrong) {
    boolean killed() {
      return exitCode == KILLED;
    }
  }

  /** The calls of the task when nothing disturbs it. */
  LibraryCalls undisturbed() throws IOException, InterruptedException {
    library.reset();
    FaultyWorker.End end = worker.run(LibraryCalls.options(log));
    if (end.exitCode() != 0) {
      throw new IllegalStateException(library.task() + " failed: " + end.words());
    }
    return LibraryCalls.read(log, library.folder());
  }

  Outcome with(FaultPoint point, LibraryCalls calls) throws IOException, InterruptedException {
    library.reset();
    Set<String> open = worker.openFiles();
    FaultyWorker.End end = worker.run(point.options(calls.paths(point.part()), log));
    String content = State.content(library.target());
    List<String> wrong = new ArrayList<>();
    if (end.exitCode() != KILLED) {
      lookAtProcess(open, wrong);
    }
    try {
      look(end, content, wrong);
    } catch (RuntimeException | IOException e) {
      wrong.add("what is left cannot be opened: " + e);
    }
    boolean fresh = !content.equals(library.before().content());
    return new Outcome(fresh, end.exitCode(), wrong);
  }

  /** What is said where the disk gives only the beginning of the track, to whomever it is. */
  String wordsWhenUnreadable() throws IOException, InterruptedException {
    library.reset();
    FaultyWorker.End end =
        worker.run(
            List.of(
                "-f",
                "-e",
                "trace=read",
                "-e",
                "inject=read:error=EIO:when=2+",
                "-P",
                library.target().toString(),
                "-o",
                log.toString()));
    return end.exitCode() + " " + end.words();
  }

  private void look(FaultyWorker.End end, String content, List<String> wrong) throws IOException {
    if (!content.equals(library.before().content()) && !content.equals(library.after().content())) {
      wrong.add("the file is neither the old nor the new one");
    }
    lookAtExit(end, wrong);
    lookAtIndex(wrong);
    FaultedLibrary.copy(library.folder(), snapshot);
    lookAtUndo(content, wrong);
    FaultedLibrary.copy(snapshot, library.folder());
    List<String> failures = library.run();
    if (!failures.isEmpty()) {
      wrong.add("the next run fails: " + failures);
    }
    compare("after the next run", library.after(), library.state(), wrong);
  }

  /** What strace has fail does not happen: so a file stays open whose closing was to fail. */
  private void lookAtProcess(Set<String> before, List<String> wrong) throws IOException {
    String failed =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("(INJECTED)"))
            .findFirst()
            .orElse("");
    if (failed.isEmpty()) {
      wrong.add("the fault did not happen");
    }
    Set<String> open = worker.openFiles();
    open.removeAll(before);
    open.removeIf(file -> !file.contains(library.folder().toString()));
    if (!open.isEmpty() && !CLOSING.matcher(failed).find()) {
      wrong.add("is still open: " + open);
    }
  }

  private void lookAtExit(FaultyWorker.End end, List<String> wrong) throws IOException {
    String said = end.words();
    switch (end.exitCode()) {
      case 0 -> compare("though nothing was said", library.after(), library.state(), wrong);
      case 1 -> {
        boolean clear = said.lines().anyMatch(line -> line.contains(library.folder().toString()));
        if (!clear || said.contains("\tat ")) {
          wrong.add("no clear error: " + said);
        }
      }
      case KILLED -> {}
      default -> wrong.add("exit code " + end.exitCode() + ": " + said);
    }
  }

  @Override
  public void close() {
    worker.close();
  }

  private static void compare(String when, State expected, State found, List<String> wrong) {
    if (!found.equals(expected)) {
      wrong.add(when + ":\n  expected " + expected + "\n  found    " + found);
    }
  }

  /** Each of its tracks is one that the journal knows. */
  private void lookAtIndex(List<String> wrong) throws IOException {
    Path folder = library.task().library(library.folder());
    List<String> indexed = State.indexed(LibraryFolder.index(folder));
    if (indexed.isEmpty()) {
      return;
    }
    try (Journal journal = Journal.open(LibraryFolder.journal(folder))) {
      boolean known =
          indexed.stream().map(Path::of).allMatch(path -> journal.entries().contains(path));
      if (!known || indexed.size() > 1) {
        wrong.add("the index holds " + indexed);
      }
    }
  }

  /** What is tagged gets its tags back, what is not is left alone. */
  private void lookAtUndo(String content, List<String> wrong) throws IOException {
    if (content.equals("none")) {
      return;
    }
    UndoReport report = library.undo();
    boolean untagged = library.isUntagged(content);
    UndoReport.Status expected =
        untagged ? UndoReport.Status.NOTHING_TO_UNDO : UndoReport.Status.RESTORED;
    String left = State.content(library.target());
    if (report.status() != expected) {
      wrong.add("undo: " + report);
    }
    if (!left.equals(untagged ? content : library.undone())) {
      wrong.add("undo leaves other bytes");
    }
  }
}
