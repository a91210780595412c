package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.library.FileState;
import org.needledrop.tagging.UndoReport.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.RestorePatch;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagSnapshot;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.file.WriteOptions;

/** Restores the tags that files had before Needledrop, or before one of its runs. */
public final class TagUndo {

  private final RecordingIdentifier identifier;
  private final TagReader reader = new TagReader();
  private final TagWriter writer;
  private final Journal journal;
  private final Options options;

  /**
   * What to undo.
   *
   * @param force also restore fields that another program has changed since
   * @param dryRun write nothing; the journal should be a copy
   * @param run id of the only run to undo; empty for all
   */
  public record Options(boolean force, boolean dryRun, Optional<String> run) {
    /** All runs. */
    public static Options all(boolean force) {
      return new Options(force, false, Optional.empty());
    }
  }

  /**
   * Creates an undo of the files in a journal.
   *
   * @param writing how files are replaced
   */
  public TagUndo(AudioHash audioHash, Journal journal, Options options, WriteOptions writing) {
    this.identifier = new RecordingIdentifier(audioHash, journal);
    this.writer = new TagWriter(audioHash::of, writing);
    this.journal = journal;
    this.options = options;
  }

  /** Restores a file; failures are in the report, not thrown. */
  public UndoReport undo(Path file) {
    Path path = file.toAbsolutePath().normalize();
    try {
      TagWriter.resume(path);
      Recording recording = identifier.recording(FileState.of(path));
      return journal
          .entryOf(path, recording.audioHash())
          .flatMap(entry -> before(entry).map(fields -> restore(path, recording, entry, fields)))
          .orElseGet(() -> report(path, Status.NOTHING_TO_UNDO, Optional.empty()));
    } catch (TrackFailure failure) {
      return failed(path, failure);
    } catch (RuntimeException e) {
      return failed(path, new UnexpectedFailure(path, Stage.TAG, e));
    }
  }

  /** Returns the fields to restore; empty if the run did not write the file. */
  private Optional<TagFields> before(JournalEntry entry) {
    if (options.run().isEmpty()) {
      return Optional.of(entry.original());
    }
    String run = options.run().get();
    Optional<TagFields> replaced = journal.runs().replaced(entry.file(), run);
    if (replaced.isPresent() && !journal.runs().isLast(entry.file(), run)) {
      throw new StorageConflict(
          entry.file(),
          Stage.WRITE,
          "Needledrop has written it again after run %s; undo that first, or all without --run"
              .formatted(run));
    }
    return replaced;
  }

  private UndoReport restore(
      Path path, Recording recording, JournalEntry entry, TagFields earlier) {
    TagFormat format =
        TagFormat.of(recording.container(), recording.codec())
            .orElseThrow(
                () ->
                    new UnsupportedFormat(path, Stage.WRITE, "its format can no longer hold tags"));
    TagSnapshot found = reader.snapshot(path, format);
    TagFields snapshot = found.own();
    TagFields original = entry.restoring(earlier).originalIn(snapshot);
    if (snapshot.equals(original)) {
      note(entry, earlier);
      return report(path, Status.NOTHING_TO_UNDO, Optional.empty());
    }
    if (!options.force() && !entry.left(snapshot)) {
      throw new StorageConflict(
          path,
          Stage.WRITE,
          "its tags have been changed since; use --force to restore them anyway");
    }
    boolean exact = options.dryRun() || restore(found, recording, entry, earlier, original);
    return report(
        path,
        exact ? Status.RESTORED : Status.RESTORED_FIELDS,
        Optional.of(new TagChange(snapshot, original)));
  }

  /**
   * Writes the fields, and every byte if all runs are undone; returns whether it did the latter.
   */
  private boolean restore(
      TagSnapshot found,
      Recording recording,
      JournalEntry entry,
      TagFields earlier,
      TagFields original) {
    Path path = found.file();
    boolean whole = earlier.equals(entry.original());
    List<RestorePatch> patches = whole ? journal.patches(path, recording.audioHash()) : List.of();
    boolean exact = writer.restore(found, recording.audioHash(), original, patches);
    journal.files().put(FileState.of(path), recording);
    note(entry, earlier);
    return exact || !whole;
  }

  /** Notes in the journal that a file has its earlier fields again. */
  private void note(JournalEntry entry, TagFields earlier) {
    Path file = entry.file();
    if (options.run().isEmpty()) {
      journal.runs().forget(file);
    } else {
      journal.runs().forget(file, options.run().get());
    }
    if (earlier.equals(entry.original())) {
      journal.undone(file, entry.audioHash());
    } else {
      journal.entries().prepare(entry.backTo(earlier));
      journal.entries().done(file);
    }
  }

  private static UndoReport failed(Path path, TrackFailure failure) {
    return new UndoReport(path, Status.FAILED, Optional.empty(), Optional.of(failure));
  }

  private static UndoReport report(Path path, Status status, Optional<TagChange> change) {
    return new UndoReport(path, status, change, Optional.empty());
  }
}
