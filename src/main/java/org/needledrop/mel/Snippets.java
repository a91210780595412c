package org.needledrop.mel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The network's inputs of one track.
 *
 * @param logMels {@code byte[n][bands * frames]}, unsigned, band after band
 * @param startSeconds {@code double[n]}, where each snippet begins in the track
 * @param snippetSeconds how long each is
 * @param bands rows of each snippet
 * @param frames columns of each snippet
 */
public record Snippets(
    byte[][] logMels, double[] startSeconds, double snippetSeconds, int bands, int frames) {
  public Snippets {
    if (logMels.length != startSeconds.length) {
      throw new IllegalArgumentException("one start per snippet is required");
    }
  }

  public int count() {
    return logMels.length;
  }

  public boolean isEmpty() {
    return logMels.length == 0;
  }

  /** From the start of one snippet to the start of the next. */
  public double strideSeconds() {
    return count() > 1 ? startSeconds[1] - startSeconds[0] : snippetSeconds;
  }

  /** Those at some places, which are counted from 0. */
  public Snippets at(IntPredicate places) {
    int[] kept = IntStream.range(0, count()).filter(places).toArray();
    return new Snippets(
        IntStream.of(kept).mapToObj(place -> logMels[place]).toArray(byte[][]::new),
        IntStream.of(kept).mapToDouble(place -> startSeconds[place]).toArray(),
        snippetSeconds,
        bands,
        frames);
  }

  /** The same snippets in their order, at most {@code size} at a time. */
  public List<Snippets> batches(int size) {
    List<Snippets> batches = new ArrayList<>();
    for (int from = 0; from < count(); from += size) {
      int to = Math.min(from + size, count());
      batches.add(
          new Snippets(
              Arrays.copyOfRange(logMels, from, to),
              Arrays.copyOfRange(startSeconds, from, to),
              snippetSeconds,
              bands,
              frames));
    }
    return batches;
  }
}
