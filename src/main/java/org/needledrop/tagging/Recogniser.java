package org.needledrop.tagging;

import org.needledrop.audio.AudioHash;

/** Tells which recording a file holds; one that did not change since it was seen is not read. */
final class Recogniser {

  private final AudioHash audioHash;
  private final FileTable files;

  Recogniser(AudioHash audioHash, Journal journal) {
    this.audioHash = audioHash;
    this.files = journal.files();
  }

  /**
   * The audio hash.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  String recording(FileState file) {
    return files.audioHash(file).orElseGet(() -> read(file));
  }

  private String read(FileState file) {
    String recording = audioHash.of(file.path());
    files.put(file, recording);
    return recording;
  }
}
