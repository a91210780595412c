package org.needledrop.tagging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.needledrop.tagging.CorpusContainer.Field;

/**
 * Broken versions of one sound file, by name: the same ones in every run.
 *
 * @param full all of them, not a choice that the ordinary build has time for
 */
record BrokenVersions(CorpusContainer container, byte[] sound, boolean full) {
  private static final int HEADERS = 2048;
  private static final long[] LIES = {0, 1, 7, 0x7F, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL, -1L};

  Map<String, byte[]> all() {
    Map<String, byte[]> versions = new TreeMap<>();
    for (int percent = full ? 1 : 10; percent < 100; percent += full ? 1 : 10) {
      int length = (int) ((long) sound.length * percent / 100);
      versions.put("truncated-%02d".formatted(percent), Arrays.copyOf(sound, length));
    }
    for (int seed = 0; seed < (full ? 100 : 10); seed++) {
      versions.put("flipped-%02d".formatted(seed), flipped(new Random(seed), seed % 2 == 0));
    }
    lies().forEach(versions::putIfAbsent);
    return versions;
  }

  /** One bit in the headers, or a bit in each of twenty places of the whole. */
  private byte[] flipped(Random random, boolean headers) {
    byte[] copy = sound.clone();
    for (int i = 0; i < (headers ? 1 : 20); i++) {
      int place = random.nextInt(headers ? Math.min(HEADERS, copy.length) : copy.length);
      copy[place] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private Map<String, byte[]> lies() {
    List<Map.Entry<String, byte[]>> lies = new ArrayList<>();
    for (Field field : container.fields()) {
      String text = new String(sound, ISO_8859_1);
      int first = text.indexOf(field.marker());
      int second = first < 0 ? -1 : text.indexOf(field.marker(), first + 1);
      lie(lies, field, first, "");
      lie(lies, field, second, "-again");
    }
    Collections.shuffle(lies, new Random(1));
    Map<String, byte[]> chosen = new TreeMap<>();
    lies.stream()
        .limit(full ? lies.size() : 14)
        .forEach(lie -> chosen.put(lie.getKey(), lie.getValue()));
    return chosen;
  }

  private void lie(List<Map.Entry<String, byte[]>> lies, Field field, int marker, String which) {
    if (marker < 0) {
      return;
    }
    for (long value : LIES) {
      byte[] copy = sound.clone();
      put(copy, marker + field.offset(), field, value);
      String near = field.marker().replaceAll("[^A-Za-z0-9]", "_") + which;
      String name = "lie-%s%+d-%x".formatted(near, field.offset(), value);
      if (!Arrays.equals(copy, sound)) {
        lies.add(Map.entry(name, container.isOgg() ? OggChecksums.corrected(copy) : copy));
      }
    }
  }

  private static void put(byte[] bytes, int place, Field field, long value) {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(field.order());
    number.putLong(0, value);
    boolean big = field.order() == ByteOrder.BIG_ENDIAN;
    int from = big ? Long.BYTES - field.width() : 0;
    System.arraycopy(number.array(), from, bytes, place, field.width());
  }
}
