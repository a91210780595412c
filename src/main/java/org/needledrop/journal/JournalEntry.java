package org.needledrop.journal;

import java.nio.file.Path;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tags.TagFields;

/**
 * The state of one file that Needledrop has written.
 *
 * @param method how it was analysed
 * @param fingerprint fingerprint of the tagging options, see {@link TaggingOptions#fingerprint}
 * @param original fields before Needledrop first wrote them: what undo restores
 * @param written fields that Needledrop wrote last
 * @param replaced fields before the last write
 */
public record JournalEntry(
    Path file,
    String audioHash,
    AnalysisMethod method,
    String fingerprint,
    TagFields original,
    TagFields written,
    TagFields replaced) {

  /**
   * Returns whether a file with these fields is unchanged since Needledrop wrote it, including a
   * prepared write that was interrupted. Voice and mood fields added by another program are
   * ignored.
   */
  public boolean left(TagFields standing) {
    return says(written, standing) || says(replaced, standing);
  }

  private static boolean says(TagFields known, TagFields standing) {
    return known.with(known.addedTo(standing)).saysTheSameAs(standing);
  }

  /**
   * Returns the fields that undo restores; keeps fields that other programs have added. Fields are
   * ours if Needledrop wrote them, also if another program has changed the genre since.
   */
  public TagFields originalIn(TagFields standing) {
    boolean wasInterrupted = says(replaced, standing) && !says(written, standing);
    TagFields known = wasInterrupted ? replaced : written;
    return original.with(known.addedTo(standing));
  }

  /** Returns this entry with other fields for undo to restore. */
  public JournalEntry restoring(TagFields fields) {
    return new JournalEntry(file, audioHash, method, fingerprint, fields, written, replaced);
  }

  /** Returns the entry after undo of one run: with earlier fields, for the next run to tag. */
  public JournalEntry backTo(TagFields earlier) {
    return new JournalEntry(file, audioHash, method, "", original, earlier, earlier);
  }

  JournalEntry movedTo(Path newFile) {
    return new JournalEntry(newFile, audioHash, method, fingerprint, original, written, replaced);
  }
}
