package org.needledrop.cli.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples elements evenly from a sequence of unknown length: it keeps every n-th element and
 * doubles n when it holds too many.
 */
final class SpreadSample<T> {

  private final int wanted;
  private final List<T> kept = new ArrayList<>();
  private long every = 1;
  private long seen;

  /**
   * @param wanted maximum number of samples
   */
  SpreadSample(int wanted) {
    this.wanted = wanted;
  }

  void add(T element) {
    if (seen++ % every == 0) {
      kept.add(element);
    }
    if (kept.size() == 4 * wanted) {
      List<T> half = evenly(kept, 2 * wanted);
      kept.clear();
      kept.addAll(half);
      every *= 2;
    }
  }

  List<T> samples() {
    return evenly(kept, Math.min(wanted, kept.size()));
  }

  private static <T> List<T> evenly(List<T> all, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }
}
