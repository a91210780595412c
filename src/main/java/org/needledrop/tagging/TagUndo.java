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

/** Restores the tags that files had before Needledrop. */
public final class TagUndo {

  private final RecordingIdentifier recogniser;
  private final TagReader reader = new TagReader();
  private final TagWriter writer;
  private final Journal journal;
  private final boolean force;

  /**
   * Creates an undo of the files in a journal.
   *
   * @param force also restore fields that another program has changed since
   */
  public TagUndo(AudioHash audioHash, Journal journal, boolean force) {
    this.recogniser = new RecordingIdentifier(audioHash, journal);
    this.writer = new TagWriter(audioHash::of);
    this.journal = journal;
    this.force = force;
  }

  /** Restores a file; failures are in the report, not thrown. */
  public UndoReport undo(Path file) {
    Path path = file.toAbsolutePath().normalize();
    try {
      Recording recording = recogniser.recording(FileState.of(path));
      return journal
          .entryOf(path, recording.audioHash())
          .map(entry -> restore(path, recording, entry))
          .orElseGet(() -> report(path, Status.NOTHING_TO_UNDO, Optional.empty()));
    } catch (TrackFailure failure) {
      return failed(path, failure);
    } catch (RuntimeException e) {
      return failed(path, new UnexpectedFailure(path, Stage.TAG, e));
    }
  }

  private UndoReport restore(Path path, Recording recording, JournalEntry entry) {
    TagFormat format =
        TagFormat.of(recording.container(), recording.codec())
            .orElseThrow(
                () ->
                    new UnsupportedFormat(path, Stage.WRITE, "its format can no longer hold tags"));
    TagSnapshot found = reader.snapshot(path, format);
    TagFields snapshot = found.own();
    TagFields original = entry.originalIn(snapshot);
    if (snapshot.equals(original)) {
      journal.entries().undone(path);
      return report(path, Status.NOTHING_TO_UNDO, Optional.empty());
    }
    if (!force && !entry.left(snapshot)) {
      throw new StorageConflict(
          path,
          Stage.WRITE,
          "its tags have been changed since; use --force to restore them anyway");
    }
    List<RestorePatch> patches = journal.patches().of(path);
    boolean exact = writer.restore(found, recording.audioHash(), original, patches);
    journal.files().put(FileState.of(path), recording);
    journal.entries().undone(path);
    journal.patches().remove(path);
    return report(
        path,
        exact ? Status.RESTORED : Status.RESTORED_FIELDS,
        Optional.of(new TagChange(snapshot, original)));
  }

  private static UndoReport failed(Path path, TrackFailure failure) {
    return new UndoReport(path, Status.FAILED, Optional.empty(), Optional.of(failure));
  }

  private static UndoReport report(Path path, Status status, Optional<TagChange> change) {
    return new UndoReport(path, status, change, Optional.empty());
  }
}
