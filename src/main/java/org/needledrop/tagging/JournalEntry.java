package org.needledrop.tagging;

import java.nio.file.Path;
import org.needledrop.tags.TagFields;

/**
 * What was done to one file that Needledrop leaves behind.
 *
 * @param method how the recording was listened to, see {@link TaggingOptions#method}
 * @param fingerprint of the options it was tagged with, see {@link TaggingOptions#fingerprint}
 * @param original its fields before Needledrop first touched it: what undo restores
 * @param written its fields since
 */
record JournalEntry(
    Path file,
    String audioHash,
    String method,
    String fingerprint,
    TagFields original,
    TagFields written) {

  JournalEntry movedTo(Path newFile) {
    return new JournalEntry(newFile, audioHash, method, fingerprint, original, written);
  }
}
