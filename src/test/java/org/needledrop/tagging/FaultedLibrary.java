package org.needledrop.tagging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.tags.file.WriteOptions;

/**
 * A library of one track, always at the same place, and what it is before and after a task that
 * nothing disturbs.
 *
 * @param folder with the library, and the track's own folder where that is another
 * @param original digest of the track before Needledrop
 * @param undone digest of the track after undo
 */
record FaultedLibrary(
    FaultTask task,
    Path folder,
    Path saved,
    String fileName,
    String original,
    String undone,
    State before,
    State after) {

  static FaultedLibrary make(FaultTask task, CorpusContainer container, Path parent)
      throws IOException {
    Path folder = parent.resolve("place");
    Path saved = parent.resolve("saved");
    String fileName = "sound." + container.extension();
    container.sound(Files.createDirectories(folder.resolve("music")));
    String original = State.content(folder.resolve("music", fileName));
    for (FaultTask needed : task.needs()) {
      requireDone(needed.run(folder, fileName));
    }
    copy(folder, saved);
    State before = State.of(task, folder, fileName);
    requireDone(task.run(folder, fileName));
    State after = State.of(task, folder, fileName);
    undo(task, folder, fileName);
    String undone = State.content(task.library(folder).resolve(fileName));
    return new FaultedLibrary(task, folder, saved, fileName, original, undone, before, after);
  }

  private static void requireDone(List<String> failures) {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.toString());
    }
  }

  /** What {@link FaultyProcess} has to be told. */
  String[] arguments() {
    return new String[] {task.name(), folder.toString(), fileName};
  }

  /** Restores the state before the task. */
  void reset() throws IOException {
    copy(saved, folder);
  }

  State state() throws IOException {
    return State.of(task, folder, fileName);
  }

  Path target() {
    return task.library(folder).resolve(fileName);
  }

  List<String> run() {
    return task.run(folder, fileName);
  }

  UndoReport undo() {
    return undo(task, folder, fileName);
  }

  private static UndoReport undo(FaultTask task, Path folder, String fileName) {
    AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
    Path library = task.library(folder);
    try (Journal journal = Journal.open(LibraryFolder.journal(library))) {
      return new TagUndo(audioHash, journal, TagUndo.Options.all(false), WriteOptions.defaults())
          .undo(library.resolve(fileName));
    }
  }

  /** Whether a track of that digest holds nothing of Needledrop's. */
  boolean isUntagged(String content) {
    return content.equals(original) || content.equals(undone);
  }

  /** Puts a copy in the place of whatever is there; times of change stay. */
  static void copy(Path from, Path to) throws IOException {
    delete(to);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(
            each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
