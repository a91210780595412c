package org.needledrop.tags.vorbis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.UnreadableTag;

/**
 * Finds the first page of a stream, which holds its identification header. The first pages of all
 * multiplexed streams stand together at the start of the file (RFC 3533, section 4).
 */
final class OggIdentification {
  private static final String SKELETON = "fishead\0";

  /** From this version on, Skeleton stores byte offsets into the file. */
  private static final int SKELETON_WITH_OFFSETS = 4;

  private OggIdentification() {}

  /**
   * Returns the first page of the first stream of a codec.
   *
   * @param magic first bytes of the identification header
   */
  static OggPlacedPage find(FileBytes file, String magic) throws IOException {
    OggPlacedPage found = null;
    OggPlacedPage placed = OggPlacedPage.at(file, 0);
    for (boolean first = true; first; first = placed.page().isFirst()) {
      refuseOffsets(placed.page());
      if (found == null && startsWith(placed.page().body(), magic)) {
        found = placed;
      }
      placed = OggPlacedPage.at(file, placed.end());
    }
    if (found == null) {
      throw new UnreadableTag("its first pages hold no identification header");
    }
    if (!found.page().isOnePacket()) {
      throw new UnreadableTag("its first page holds more than the identification header");
    }
    return found;
  }

  private static void refuseOffsets(OggPage page) throws UnreadableTag {
    ByteBuffer body = page.body().order(ByteOrder.LITTLE_ENDIAN);
    if (startsWith(body, SKELETON) && body.getShort(SKELETON.length()) >= SKELETON_WITH_OFFSETS) {
      throw new UnreadableTag("its Skeleton index holds byte offsets, which tags would shift");
    }
  }

  static boolean startsWith(ByteBuffer bytes, String magic) {
    return bytes.capacity() >= magic.length()
        && ISO_8859_1.decode(bytes.slice(0, magic.length())).toString().equals(magic);
  }
}
