package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.needledrop.library.Track;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.web.http.Problem;

/** Tags or restores many files in the background, one run after the other. */
public final class TaggingRuns implements AutoCloseable {

  private static final int KEPT = 20;

  /** Files for which the library is locked at once; in between other requests may write. */
  private static final int FILES_AT_ONCE = 16;

  private final LibraryWriter writer;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final RecentItems<TaggingRun> latest = new RecentItems<>("run", KEPT);

  public TaggingRuns(LibraryWriter writer) {
    this.writer = writer;
  }

  /** A step of a run: handles some files and adds their reports. */
  private interface Step {
    void handle(List<Path> files, TaggingRun run);
  }

  /**
   * Starts to tag files.
   *
   * @param files called in the background
   */
  TaggingRun tag(Supplier<List<Path>> files, TaggingOptions options) {
    return start(
        files,
        (some, run) -> writer.tag(some.stream().map(Track::inPlace).toList(), options, run::add));
  }

  /** Starts to undo what a run has written. */
  TaggingRun undo(TaggingRun run) {
    return start(run::changed, (some, undo) -> writer.undo(some).forEach(undo::add));
  }

  private TaggingRun start(Supplier<List<Path>> files, Step step) {
    TaggingRun run = new TaggingRun();
    latest.put(run.id(), run);
    executor.execute(() -> work(run, files, step));
    return run;
  }

  /**
   * Returns one of the latest runs.
   *
   * @throws Problem 404 if it does not exist or has expired
   */
  TaggingRun find(String id) {
    return latest.find(id);
  }

  private static void work(TaggingRun run, Supplier<List<Path>> files, Step step) {
    try {
      List<Path> all = files.get();
      run.begin(all.size());
      all.stream()
          .gather(Gatherers.windowFixed(FILES_AT_ONCE))
          .takeWhile(_ -> !run.isCancelled())
          .forEach(some -> step.handle(some, run));
      run.end();
    } catch (RuntimeException e) {
      run.fail(Problem.of(e).getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
