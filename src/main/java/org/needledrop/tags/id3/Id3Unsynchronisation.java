package org.needledrop.tags.id3;

import java.nio.ByteBuffer;

/**
 * ID3v2's unsynchronisation: a zero is inserted after each 0xFF that could be mistaken for a frame
 * sync (ID3v2.4.0 structure, section 6.1; ID3v2.3.0, section 5).
 */
final class Id3Unsynchronisation {
  private Id3Unsynchronisation() {}

  static ByteBuffer undo(ByteBuffer bytes) {
    ByteBuffer result = ByteBuffer.allocate(bytes.remaining());
    byte previous = 0;
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      byte current = bytes.get(i);
      if (previous != (byte) 0xFF || current != 0) {
        result.put(current);
      }
      previous = current;
    }
    return result.flip().slice();
  }
}
