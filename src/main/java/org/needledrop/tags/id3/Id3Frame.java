package org.needledrop.tags.id3;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A raw frame of an ID3v2 tag.
 *
 * @param id three characters in v2.2, four later
 * @param flags the two flag bytes; 0 in v2.2, which has none
 * @param body everything after the frame's header
 */
record Id3Frame(String id, int flags, ByteBuffer body) {
  /** ID3v2.4.0 structure, section 4.1.2. */
  static final int V24_UNSYNCHRONISED = 0x02;

  private static final int V24_DATA_LENGTH = 0x01;
  private static final int V24_GROUPED = 0x40;
  private static final int V24_COMPRESSED = 0x08;
  private static final int V24_ENCRYPTED = 0x04;

  /** ID3v2.3.0, section 3.3.1. */
  private static final int V23_COMPRESSED = 0x80;

  private static final int V23_ENCRYPTED = 0x40;
  private static final int V23_GROUPED = 0x20;

  /**
   * Returns the content of the frame, decompressed.
   *
   * @return empty if it is encrypted, or not compressed as its flags say
   */
  Optional<ByteBuffer> content(int version) {
    return switch (version) {
      case 4 -> content24();
      case 3 -> content23();
      default -> Optional.of(body.slice());
    };
  }

  /** A compressed frame begins with its decompressed size, before the group's byte. */
  private Optional<ByteBuffer> content23() {
    if (has(V23_ENCRYPTED)) {
      return Optional.empty();
    }
    int grouped = has(V23_GROUPED) ? 1 : 0;
    return has(V23_COMPRESSED)
        ? Id3Compression.undo(without(Integer.BYTES + grouped))
        : Optional.of(without(grouped));
  }

  private Optional<ByteBuffer> content24() {
    if (has(V24_ENCRYPTED)) {
      return Optional.empty();
    }
    int grouped = has(V24_GROUPED) ? 1 : 0;
    int dataLength = has(V24_DATA_LENGTH) ? Integer.BYTES : 0;
    ByteBuffer content = without(grouped + dataLength);
    ByteBuffer plain = has(V24_UNSYNCHRONISED) ? Id3Unsynchronisation.undo(content) : content;
    return has(V24_COMPRESSED) ? Id3Compression.undo(plain) : Optional.of(plain);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private ByteBuffer without(int leadingBytes) {
    return body.slice(leadingBytes, body.capacity() - leadingBytes);
  }
}
