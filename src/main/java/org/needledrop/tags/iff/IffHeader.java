package org.needledrop.tags.iff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.ReverseSplice;
import org.needledrop.tags.Splice;
import org.needledrop.tags.UnreadableTag;

/** Writes the size of the form. A stream that leaves it open stays so. */
record IffHeader(IffLayout layout, FileBytes file) {
  private static final long LARGEST = 0xFFFFFFFFL;

  /**
   * Returns the file up to the end of the form.
   *
   * @param content the chunks
   */
  Splice with(Splice content) throws IOException {
    long size = size(content);
    ByteBuffer header = file.at(0, IffSizes.FORM_HEADER).order(layout.form().order());
    boolean wide = layout.sizes().wide();
    boolean open = layout.isOpen() && layout.sizes().isOpenForm();
    boolean hasSize = !open && !(wide && header.getInt(4) == (int) LARGEST);
    if (hasSize && size > LARGEST) {
      throw new UnreadableTag("with a tag the file would exceed 4 GiB, the limit of its format");
    }
    if (hasSize) {
      header.putInt(4, (int) size);
    }
    Splice result = new Splice().put(header);
    return wide && !open ? result.then(wide(content, size)) : result.then(content);
  }

  /** Returns the chunks with another size in the first, {@code ds64}. */
  private Splice wide(Splice content, long size) {
    ByteBuffer wide = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    wide.putLong(0, size);
    long after = IffChunk.HEADER + Long.BYTES;
    Splice changed = new Splice().keep(0, IffChunk.HEADER).put(wide);
    return ReverseSplice.joined(content, changed.keep(after, content.size() - after));
  }

  /** Returns the size of the form; where the audio is not in it, it grows by the tag alone. */
  private long size(Splice content) {
    long whole = IffSizes.FORM_HEADER - IffChunk.HEADER + content.size();
    long before = file.size() - IffChunk.HEADER;
    return layout.isOpen() ? layout.sizes().form() + whole - before : whole;
  }
}
