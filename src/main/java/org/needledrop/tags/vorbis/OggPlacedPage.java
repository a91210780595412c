package org.needledrop.tags.vorbis;

import java.io.IOException;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * A page and its place in the file.
 *
 * @param offset of the page's first byte
 */
record OggPlacedPage(long offset, OggPage page) {
  static OggPlacedPage at(FileBytes file, long offset) throws IOException {
    return new OggPlacedPage(offset, OggPage.at(file, offset));
  }

  /** Returns the offset of the first byte after the page. */
  long end() {
    return offset + page.size();
  }

  /**
   * Returns the next header page of the same stream; pages of other streams may lie between.
   *
   * @throws UnreadableTag if there is none, or it has an unknown version
   */
  OggPlacedPage next(FileBytes file) throws IOException {
    OggPlacedPage next = at(file, end());
    while (next.page.serial() != page.serial()) {
      next = at(file, next.end());
    }
    if (next.page.isFirst()) {
      throw new UnreadableTag("a new stream starts before the headers end");
    }
    if (next.page.version() != 0) {
      throw new UnreadableTag("version " + next.page.version() + " of Ogg is not supported");
    }
    return next;
  }
}
