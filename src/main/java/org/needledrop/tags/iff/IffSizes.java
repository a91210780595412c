package org.needledrop.tags.iff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * The sizes in the header of a file: 32 bits wide, or 64 bits in the chunk {@code ds64} of RF64 and
 * BW64 (EBU Tech 3306, section 3; ITU-R BS.2088, section 4). Who writes a stream may not know them
 * and leaves zero or 0xFFFFFFFF.
 *
 * @param form size of the form after its header, in bytes
 * @param wide whether {@code ds64} holds the sizes
 * @param wideAudio size of the audio in {@code ds64}
 */
record IffSizes(long form, boolean wide, long wideAudio) {
  /** Bytes; {@code RIFF}, size, {@code WAVE}. */
  static final int FORM_HEADER = 12;

  /** Bytes of the form's size in {@code ds64}, where it stands first. */
  static final int WIDE_FORM_SIZE = Long.BYTES;

  private static final int WIDE_SIZES = 16;
  private static final long IN_DS64 = 0xFFFFFFFFL;

  /** Writers that count on from 0xFFFFFFFF leave a few thousand bytes less. */
  private static final long OPEN = 0xFFFF0000L;

  static IffSizes of(FileBytes file, ByteBuffer header) throws IOException {
    long form = Integer.toUnsignedLong(header.getInt(4));
    if (IffChunk.id(header, 0).equals("RIFF") || IffChunk.id(header, 0).equals("FORM")) {
      return new IffSizes(form, false, 0);
    }
    ByteBuffer wide =
        file.at(FORM_HEADER, IffChunk.HEADER + WIDE_SIZES).order(ByteOrder.LITTLE_ENDIAN);
    if (!IffChunk.id(wide, 0).equals("ds64")) {
      throw new UnreadableTag("its first chunk is not ds64");
    }
    return new IffSizes(wide.getLong(IffChunk.HEADER), true, wide.getLong(IffChunk.HEADER + 8));
  }

  /** Returns whether the form does not say where it ends. */
  boolean isOpenForm() {
    return form == 0 || (!wide && isOpen(form));
  }

  static boolean isOpen(long size) {
    return size >= OPEN;
  }

  /** Returns the size of the audio's chunk. */
  long audio(long size) {
    return wide && size == IN_DS64 ? wideAudio : size;
  }
}
