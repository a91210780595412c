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
  private static final int V24_COMPRESSED_OR_ENCRYPTED = 0x0C;

  /** ID3v2.3.0, section 3.3.1. */
  private static final int V23_GROUPED = 0x20;

  private static final int V23_COMPRESSED_OR_ENCRYPTED = 0xC0;

  /** Returns the content of the frame; empty if it is compressed or encrypted. */
  Optional<ByteBuffer> content(int version) {
    return switch (version) {
      case 4 -> content24();
      case 3 -> content23();
      default -> Optional.of(body.slice());
    };
  }

  private Optional<ByteBuffer> content23() {
    if ((flags & V23_COMPRESSED_OR_ENCRYPTED) != 0) {
      return Optional.empty();
    }
    return Optional.of(without((flags & V23_GROUPED) != 0 ? 1 : 0));
  }

  private Optional<ByteBuffer> content24() {
    if ((flags & V24_COMPRESSED_OR_ENCRYPTED) != 0) {
      return Optional.empty();
    }
    int grouped = (flags & V24_GROUPED) != 0 ? 1 : 0;
    int dataLength = (flags & V24_DATA_LENGTH) != 0 ? 4 : 0;
    ByteBuffer content = without(grouped + dataLength);
    return Optional.of(
        (flags & V24_UNSYNCHRONISED) != 0 ? Id3Unsynchronisation.undo(content) : content);
  }

  private ByteBuffer without(int leadingBytes) {
    return body.slice(leadingBytes, body.capacity() - leadingBytes);
  }
}
