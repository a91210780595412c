package org.needledrop.tags.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.needledrop.tags.TagFields;

/**
 * What undo returns to, when a file is written.
 *
 * @param original fields before Needledrop first wrote the file
 * @param known patches of earlier writes; one of them may fit the file as found
 * @param journal receives the patch just before the file is replaced; empty if undo can restore the
 *     fields only
 */
public record RestorePoint(
    TagFields original, List<RestorePatch> known, Consumer<Optional<RestorePatch>> journal) {
  public RestorePoint {
    known = List.copyOf(known);
  }
}
