package org.needledrop.tags.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.needledrop.tags.UnreadableTag;

/** The tables of absolute audio offsets, one per MP4 track (ISO/IEC 14496-12, section 8.7.5). */
final class Mp4ChunkOffsets {
  static final Set<String> TYPES = Set.of("stco", "co64");

  /** Bytes of version, flags and count before the first offset. */
  private static final int TABLE_HEADER = 8;

  private Mp4ChunkOffsets() {}

  /** Shifts every offset after a position, as needed when bytes are inserted there. */
  static Mp4Atom shift(Mp4Atom atom, long place, long by) throws UnreadableTag {
    if (TYPES.contains(atom.type())) {
      boolean wide = atom.type().equals("co64");
      return Mp4Atom.leaf(atom.type(), shifted(atom.content(), wide, place, by));
    }
    List<Mp4Atom> children = new ArrayList<>();
    for (Mp4Atom child : atom.children()) {
      children.add(shift(child, place, by));
    }
    return new Mp4Atom(atom.type(), atom.content(), children);
  }

  private static ByteBuffer shifted(ByteBuffer table, boolean wide, long place, long by)
      throws UnreadableTag {
    ByteBuffer result = ByteBuffer.allocate(table.capacity()).put(table.duplicate());
    int count = table.getInt(4);
    int width = wide ? Long.BYTES : Integer.BYTES;
    for (int i = 0, at = TABLE_HEADER; i < count; i++, at += width) {
      long old = wide ? table.getLong(at) : Integer.toUnsignedLong(table.getInt(at));
      long offset = old >= place ? old + by : old;
      if (wide) {
        result.putLong(at, offset);
      } else if (offset <= 0xFFFFFFFFL) {
        result.putInt(at, (int) offset);
      } else {
        throw new UnreadableTag(
            "with a tag its audio would lie beyond 4 GiB, the limit of its 32-bit offsets");
      }
    }
    return result.flip();
  }
}
