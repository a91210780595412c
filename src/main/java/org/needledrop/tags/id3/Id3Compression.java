package org.needledrop.tags.id3;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The zlib compression of frames (ID3v2.3.0, section 3.3.1; ID3v2.4.0 structure, 4.1.2). */
final class Id3Compression {
  /** Longest text in bytes; a genre or one of our fields is shorter. */
  private static final int LARGEST = 1 << 16;

  private Id3Compression() {}

  /** Returns the decompressed content; empty if it is damaged or exceeds 64 KiB. */
  static Optional<ByteBuffer> undo(ByteBuffer compressed) {
    ByteBuffer content = ByteBuffer.allocate(LARGEST);
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed.duplicate());
      inflater.inflate(content);
      return inflater.finished() ? Optional.of(content.flip().slice()) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    }
  }
}
