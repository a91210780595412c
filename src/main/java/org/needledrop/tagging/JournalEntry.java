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
 * @param replaced its fields before it was last written
 */
record JournalEntry(
    Path file,
    String audioHash,
    String method,
    String fingerprint,
    TagFields original,
    TagFields written,
    TagFields replaced) {

  /**
   * Whether a file with such fields is as Needledrop left it: the last run may have been killed
   * before it could write what it had prepared. Voice and moods that another program has added
   * since are no change of ours.
   */
  boolean left(TagFields standing) {
    return says(written, standing) || says(replaced, standing);
  }

  private static boolean says(TagFields known, TagFields standing) {
    return known.with(known.addedTo(standing)).saysTheSameAs(standing);
  }

  /** What undo restores in a file with such fields: what others have added since stays. */
  TagFields originalIn(TagFields standing) {
    TagFields known = says(written, standing) ? written : replaced;
    return original.with(known.addedTo(standing));
  }

  JournalEntry movedTo(Path newFile) {
    return new JournalEntry(newFile, audioHash, method, fingerprint, original, written, replaced);
  }
}
