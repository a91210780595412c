package org.needledrop.tags.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.UnreadableTag;

/**
 * A top-level atom of a file.
 *
 * @param offset of its first byte in the file
 * @param size in bytes, with its header
 * @param header bytes of size and type: 8, or 16 with a 64-bit size
 */
record Mp4TopAtom(String type, long offset, long size, int header) {
  /** Marks a 64-bit size after the type (ISO/IEC 14496-12, section 4.2). */
  private static final int LONG_SIZE = 1;

  static List<Mp4TopAtom> all(FileBytes file) throws IOException {
    List<Mp4TopAtom> atoms = new ArrayList<>();
    for (long at = 0; at + Mp4Atom.HEADER <= file.size(); at = atoms.getLast().end()) {
      atoms.add(at(file, at));
      TagContainer.refuseMany(atoms);
    }
    return atoms;
  }

  private static Mp4TopAtom at(FileBytes file, long at) throws IOException {
    ByteBuffer start = file.at(at, Mp4Atom.HEADER);
    long size = Integer.toUnsignedLong(start.getInt(0));
    int header = Mp4Atom.HEADER;
    if (size == LONG_SIZE) {
      size = file.at(at + header, Long.BYTES).getLong(0);
      header += Long.BYTES;
    } else if (size == 0) {
      size = file.size() - at; // the last atom may leave its size open
    }
    if (size < header || size > file.size() - at) {
      throw new UnreadableTag("an atom extends past the end of the file");
    }
    return new Mp4TopAtom(Mp4Atom.type(start, 4), at, size, header);
  }

  long end() {
    return offset + size;
  }

  ByteBuffer content(FileBytes file) throws IOException {
    return file.at(offset + header, size - header);
  }

  boolean is(String otherType) {
    return type.equals(otherType);
  }
}
