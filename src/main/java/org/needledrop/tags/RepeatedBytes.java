package org.needledrop.tags;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Finds long parts of a file's earlier bytes in its later ones. */
final class RepeatedBytes {
  /** Shortest part that is found, in bytes. */
  private static final int BLOCK = 32;

  /** Blocks to note of one buffer, which limits the memory for a large cover. */
  private static final int MOST_BLOCKS = 1 << 16;

  /**
   * @param later bytes of the later file
   * @param at index of the block in them
   * @param offset of the block in the later file
   */
  private record Place(ByteBuffer later, int at, long offset) {}

  private final Map<ByteBuffer, Place> blocks = new HashMap<>();

  /**
   * @param offset of the bytes in the later file
   */
  void add(ByteBuffer bytes, long offset) {
    ByteBuffer later = bytes.slice();
    int step = Math.max(BLOCK, later.capacity() / MOST_BLOCKS);
    for (int at = 0; at + BLOCK <= later.capacity(); at += step) {
      blocks.putIfAbsent(later.slice(at, BLOCK), new Place(later, at, offset + at));
    }
  }

  /** Appends the earlier bytes to a splice of the later file. */
  void describe(ByteBuffer earlier, Splice result) {
    int done = 0;
    for (int at = 0; at + BLOCK <= earlier.capacity(); ) {
      Place place = blocks.get(earlier.slice(at, BLOCK));
      if (place == null) {
        at++;
      } else {
        int length = commonLength(earlier, at, place);
        put(earlier, done, at, result);
        result.keep(place.offset(), length);
        at += length;
        done = at;
      }
    }
    put(earlier, done, earlier.capacity(), result);
  }

  private static int commonLength(ByteBuffer earlier, int at, Place place) {
    ByteBuffer some = earlier.slice(at, earlier.capacity() - at);
    ByteBuffer others = place.later().slice(place.at(), place.later().capacity() - place.at());
    int difference = some.mismatch(others);
    return difference < 0 ? some.capacity() : difference;
  }

  private static void put(ByteBuffer bytes, int from, int to, Splice result) {
    if (to > from) {
      result.put(bytes.slice(from, to - from));
    }
  }
}
