package org.needledrop.tags;

import java.io.IOException;
import java.util.Collection;

/** Reads and writes the tags of a file format. Stateless. */
public interface TagContainer {
  /** Maximum number of frames, comments, blocks, chunks or atoms. */
  int MOST_PARTS = 100_000;

  /**
   * Reads all tags of a file.
   *
   * @throws UnreadableTag if the file is damaged or not supported
   */
  FileTags read(FileBytes file) throws IOException;

  /**
   * Returns the file with the wanted fields and everything else unchanged.
   *
   * @throws UnreadableTag as {@link #read}
   */
  Splice splice(FileBytes file, TagFields wanted) throws IOException;

  /** Rejects files with too many parts, which would exhaust memory. */
  static void refuseMany(Collection<?> parts) throws UnreadableTag {
    if (parts.size() > MOST_PARTS) {
      throw new UnreadableTag("it has more than %,d parts".formatted(MOST_PARTS));
    }
  }
}
