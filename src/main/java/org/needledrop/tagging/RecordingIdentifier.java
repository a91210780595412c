package org.needledrop.tagging;

import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.journal.EntryTable;
import org.needledrop.journal.FileTable;
import org.needledrop.journal.Journal;
import org.needledrop.library.FileState;

/** Identifies the recording of a file; unchanged files are not read again. */
final class RecordingIdentifier {

  private final AudioHash audioHash;
  private final FileTable files;
  private final EntryTable entries;

  RecordingIdentifier(AudioHash audioHash, Journal journal) {
    this.audioHash = audioHash;
    this.files = journal.files();
    this.entries = journal.entries();
  }

  /**
   * Returns the recording of a file.
   *
   * @throws org.needledrop.failure.TrackFailure if the file cannot be read
   */
  Recording recording(FileState file) {
    return recording(file, () -> {});
  }

  /** Returns the recording of a file; runs {@code whenNew} before a file is read. */
  Recording recording(FileState file, Runnable whenNew) {
    return files.recording(file).orElseGet(() -> read(file, whenNew));
  }

  private Recording read(FileState file, Runnable whenNew) {
    whenNew.run();
    Recording recording = audioHash.recording(file.path());
    boolean isNews = files.metadata(file.path()).filter(recording.metadata()::equals).isEmpty();
    files.put(file, recording);
    if (isNews) {
      entries.reindex(file.path());
    }
    return recording;
  }
}
