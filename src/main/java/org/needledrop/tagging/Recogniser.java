package org.needledrop.tagging;

import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;

/** Tells which recording a file holds; one that did not change since it was seen is not read. */
final class Recogniser {

  private final AudioHash audioHash;
  private final FileTable files;

  Recogniser(AudioHash audioHash, Journal journal) {
    this.audioHash = audioHash;
    this.files = journal.files();
  }

  /**
   * What the file holds.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  Recording recording(FileState file) {
    return recording(file, () -> {});
  }

  /** What the file holds; {@code whenNew} is done before a file is read. */
  Recording recording(FileState file, Runnable whenNew) {
    return files.recording(file).orElseGet(() -> read(file, whenNew));
  }

  private Recording read(FileState file, Runnable whenNew) {
    whenNew.run();
    Recording recording = audioHash.recording(file.path());
    files.put(file, recording);
    return recording;
  }
}
