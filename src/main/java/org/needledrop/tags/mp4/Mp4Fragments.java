package org.needledrop.tags.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * The offsets in a fragmented file that count from its start: the base data offset of {@code tfhd}
 * (ISO/IEC 14496-12, section 8.8.7) and the places of the fragments in {@code tfra} (8.8.10). The
 * first offset of {@code sidx} (8.16.3) counts from the end of its atom. All others are relative to
 * their fragment.
 *
 * @param moved returns where a byte of the file lies afterwards
 */
record Mp4Fragments(LongUnaryOperator moved) {
  private static final Set<String> WITH_OFFSETS = Set.of("moof", "mfra", "sidx");
  private static final Set<String> CONTAINERS = Set.of("moof", "traf", "mfra");

  private static final int BASE_DATA_OFFSET = 1;

  /** Bytes of version, flags and an id. */
  private static final int WITH_ID = 8;

  private static final long LARGEST = 0xFFFFFFFFL;

  static boolean holdOffsets(Mp4TopAtom atom) {
    return WITH_OFFSETS.contains(atom.type());
  }

  /** Returns the atom with other offsets. */
  ByteBuffer mended(FileBytes file, Mp4TopAtom atom) throws IOException {
    ByteBuffer bytes = file.at(atom.offset(), atom.size());
    mend(atom.type(), bytes.slice(atom.header(), bytes.capacity() - atom.header()), atom.end());
    return bytes;
  }

  private void mend(String type, ByteBuffer content, long end) throws UnreadableTag {
    switch (type) {
      case "tfhd" -> mendHeader(content);
      case "tfra" -> mendPlaces(content);
      case "sidx" -> mendIndex(content, end);
      default -> {
        if (CONTAINERS.contains(type)) {
          mendChildren(type, content);
        }
      }
    }
  }

  private void mendChildren(String parent, ByteBuffer atoms) throws UnreadableTag {
    int size;
    for (int at = 0; at + Mp4Atom.HEADER <= atoms.capacity(); at += size) {
      size = atoms.getInt(at);
      if (size < Mp4Atom.HEADER || size > atoms.capacity() - at) {
        throw new UnreadableTag("an atom in its " + parent + " has a wrong size");
      }
      ByteBuffer content = atoms.slice(at + Mp4Atom.HEADER, size - Mp4Atom.HEADER);
      mend(Mp4Atom.type(atoms, at + 4), content, 0);
    }
  }

  private void mendHeader(ByteBuffer header) {
    if ((header.getInt(0) & BASE_DATA_OFFSET) != 0) {
      header.putLong(WITH_ID, moved.applyAsLong(header.getLong(WITH_ID)));
    }
  }

  /** Each entry is a time, an offset and three numbers of 1 to 4 bytes. */
  private void mendPlaces(ByteBuffer table) throws UnreadableTag {
    boolean wide = isWide(table);
    int lengths = table.getInt(WITH_ID);
    int numbers = 3 + (lengths >> 4 & 3) + (lengths >> 2 & 3) + (lengths & 3);
    int width = wide ? Long.BYTES : Integer.BYTES;
    int at = WITH_ID + 2 * Integer.BYTES;
    for (int left = table.getInt(at - Integer.BYTES); left > 0; left--) {
      put(table, at + width, wide, moved.applyAsLong(get(table, at + width, wide)));
      at += 2 * width + numbers;
    }
  }

  /** The offset follows an id, a timescale and a time as wide as the offset. */
  private void mendIndex(ByteBuffer index, long end) throws UnreadableTag {
    boolean wide = isWide(index);
    int at = WITH_ID + Integer.BYTES + (wide ? Long.BYTES : Integer.BYTES);
    long first = end + get(index, at, wide);
    put(index, at, wide, moved.applyAsLong(first) - moved.applyAsLong(end));
  }

  private static boolean isWide(ByteBuffer atom) {
    return atom.get(0) != 0;
  }

  private static long get(ByteBuffer bytes, int at, boolean wide) {
    return wide ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
  }

  private static void put(ByteBuffer bytes, int at, boolean wide, long offset)
      throws UnreadableTag {
    if (wide) {
      bytes.putLong(at, offset);
    } else if (offset >= 0 && offset <= LARGEST) {
      bytes.putInt(at, (int) offset);
    } else {
      throw new UnreadableTag(
          "with a tag its fragments would lie beyond 4 GiB, the limit of its 32-bit offsets");
    }
  }
}
