package org.needledrop.mel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The network's inputs for one track.
 *
 * @param logMels {@code byte[n][bands * frames]}, unsigned, in band-major order
 * @param startSeconds {@code double[n]}, start of each snippet in the track
 * @param snippetSeconds duration of each snippet
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

  /** Returns the distance of consecutive snippet starts. */
  public double strideSeconds() {
    return count() > 1 ? startSeconds[1] - startSeconds[0] : snippetSeconds;
  }

  /** Returns the snippets at the selected indices. */
  public Snippets at(IntPredicate places) {
    int[] kept = IntStream.range(0, count()).filter(places).toArray();
    return new Snippets(
        IntStream.of(kept).mapToObj(place -> logMels[place]).toArray(byte[][]::new),
        IntStream.of(kept).mapToDouble(place -> startSeconds[place]).toArray(),
        snippetSeconds,
        bands,
        frames);
  }

  /** Splits the snippets into batches of at most {@code size}. */
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
