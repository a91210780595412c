package org.needledrop.tags.file;

import java.io.IOException;
import java.util.Optional;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.PackedSplice;
import org.needledrop.tags.ReverseSplice;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * Makes the patch for one write.
 *
 * @param source the file before the write
 * @param found its fields
 */
record RestorePatches(
    TagContainer container, FileBytes source, TagFields found, RestorePoint point) {

  /**
   * Returns the patch; empty if the original bytes are not known, or the patch would be too large
   * and restoring the fields gives other bytes.
   *
   * @param change what was written
   * @param written the result
   */
  Optional<RestorePatch> patch(Splice change, FileBytes written) throws IOException {
    Optional<Splice> original = original();
    if (original.isEmpty()) {
      return Optional.empty();
    }
    String before = original.get().checksum(source);
    String after = written.checksum();
    if (fieldsSuffice(written, before)) {
      return Optional.of(new RestorePatch(after, before, Optional.empty()));
    }
    Splice pieces = ReverseSplice.joined(ReverseSplice.of(change, source), original.get());
    return PackedSplice.pack(pieces).map(_ -> new RestorePatch(after, before, Optional.of(pieces)));
  }

  /** Returns the original file, made from the source. */
  private Optional<Splice> original() throws IOException {
    if (point.original().equals(found)) {
      return Optional.of(new Splice().keepFrom(0, source));
    }
    if (point.known().isEmpty()) {
      return Optional.empty();
    }
    String checksum = source.checksum();
    for (RestorePatch known : point.known()) {
      if (known.written().equals(checksum)) {
        return Optional.of(
            known.pieces().isPresent() ? known.pieces().get() : restoredFields(source));
      }
    }
    return Optional.empty();
  }

  private boolean fieldsSuffice(FileBytes written, String original) throws IOException {
    try {
      return restoredFields(written).checksum(written).equals(original);
    } catch (UnreadableTag e) {
      return false;
    }
  }

  private Splice restoredFields(FileBytes file) throws IOException {
    return TagReader.orUnreadable(() -> container.splice(file, point.original()));
  }
}
