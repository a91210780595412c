package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.text;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.audio.Container;
import org.needledrop.audio.Metadata;
import org.needledrop.audio.Recording;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.library.FileState;

/** Last known state of files: their recording, or why they could not be read. */
public final class FileTable {

  private static final String UNCHANGED =
      " FROM file WHERE path = ? AND bytes = ? AND modified_ns = ?";

  /**
   * Kinds of failures. Older versions wrote others, and refused wrong headers and formats that are
   * supported now: what they refused is tried again once.
   */
  private static final String CUT_OFF = "cut off";

  private static final String DAMAGED = "damaged";
  private static final String NOT_SUPPORTED = "not supported";
  private static final String KNOWN_FAILURE =
      " AND failure IN ('%s', '%s', '%s')".formatted(CUT_OFF, DAMAGED, NOT_SUPPORTED);

  private final JournalDatabase database;

  FileTable(JournalDatabase database) {
    this.database = database;
  }

  /**
   * Returns the recording of an unchanged file. Files that a version without metadata has noted
   * count as unknown, so that they are read once more.
   */
  public Optional<Recording> recording(FileState file) {
    return database.first(
        row ->
            new Recording(
                text(row, "audio_hash"),
                Container.valueOf(text(row, "container")),
                text(row, "codec"),
                MetadataJson.read(text(row, "metadata"))),
        "SELECT audio_hash, container, codec, metadata"
            + UNCHANGED
            + " AND audio_hash IS NOT NULL AND metadata IS NOT NULL",
        key(file));
  }

  /** Returns the metadata that a file had when it was last read, if it was. */
  public Optional<Metadata> metadata(Path file) {
    return database.first(
        row -> MetadataJson.read(text(row, "metadata")),
        "SELECT metadata FROM file WHERE path = ? AND metadata IS NOT NULL",
        file.toString());
  }

  public Optional<TrackFailure> failure(FileState file) {
    return database.first(
        row -> failure(file.path(), text(row, "failure"), text(row, "stage"), text(row, "reason")),
        "SELECT failure, stage, reason" + UNCHANGED + KNOWN_FAILURE,
        key(file));
  }

  private static Object[] key(FileState file) {
    return new Object[] {file.path().toString(), file.bytes(), file.modifiedNanos()};
  }

  public void put(FileState file, Recording recording) {
    database.update(
        """
        INSERT OR REPLACE INTO file
          (path, bytes, modified_ns, audio_hash, container, codec, metadata)
          VALUES (?, ?, ?, ?, ?, ?, ?)""",
        file.path().toString(),
        file.bytes(),
        file.modifiedNanos(),
        recording.audioHash(),
        recording.container().name(),
        recording.codec(),
        MetadataJson.text(recording.metadata()));
  }

  /** Stores a failure that would happen again; ignores others. */
  public void put(FileState file, TrackFailure failure) {
    if (failure.isLasting()) {
      put(file, kind(failure), failure);
    }
  }

  private static String kind(TrackFailure failure) {
    return switch (failure) {
      case CutOffAudio _ -> CUT_OFF;
      case UnsupportedFormat _ -> NOT_SUPPORTED;
      default -> DAMAGED;
    };
  }

  private void put(FileState file, String kind, TrackFailure failure) {
    database.update(
        """
        INSERT OR REPLACE INTO file (path, bytes, modified_ns, failure, stage, reason)
          VALUES (?, ?, ?, ?, ?, ?)""",
        file.path().toString(),
        file.bytes(),
        file.modifiedNanos(),
        kind,
        failure.stage().name(),
        failure.reason());
  }

  private static TrackFailure failure(Path path, String kind, String stageName, String reason) {
    Stage stage = Stage.valueOf(stageName);
    return switch (kind) {
      case CUT_OFF -> new CutOffAudio(path, stage, reason);
      case NOT_SUPPORTED -> new UnsupportedFormat(path, stage, reason);
      default -> new MalformedAudio(path, stage, reason);
    };
  }
}
