package org.needledrop.tags;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.needledrop.tags.Splice.Fresh;
import org.needledrop.tags.Splice.Kept;
import org.needledrop.tags.Splice.Piece;

/** Derives from a change of a file how to take it back. */
public final class ReverseSplice {
  /** A part that the change has kept. */
  private record Moved(long from, long to, long length) {}

  private final List<Moved> moved = new ArrayList<>();
  private final RepeatedBytes repeated = new RepeatedBytes();

  private ReverseSplice(Splice change) {
    long place = 0;
    for (Piece piece : change.pieces()) {
      switch (piece) {
        case Kept kept -> moved.add(new Moved(kept.offset(), place, kept.length()));
        case Fresh fresh -> repeated.add(fresh.bytes(), place);
      }
      place += piece.length();
    }
    moved.sort(comparingLong(Moved::from));
  }

  /**
   * Returns how to make a file's earlier bytes from the result of a change. New bytes of the change
   * that repeat old ones, such as a cover, are taken from there.
   *
   * @param change of the earlier file
   * @param earlier the file before the change
   */
  public static Splice of(Splice change, FileBytes earlier) throws IOException {
    return new ReverseSplice(change).reverse(earlier);
  }

  private Splice reverse(FileBytes earlier) throws IOException {
    Splice result = new Splice();
    long at = 0;
    for (Moved part : moved) {
      long end = part.from() + part.length();
      if (end > at) {
        long start = Math.max(at, part.from());
        repeated.describe(earlier.at(at, start - at), result);
        result.keep(part.to() + start - part.from(), end - start);
        at = end;
      }
    }
    repeated.describe(earlier.at(at, earlier.size() - at), result);
    return result;
  }

  /**
   * Joins two steps to one.
   *
   * @param first what the second step starts from
   */
  public static Splice joined(Splice first, Splice second) {
    NavigableMap<Long, Piece> places = new TreeMap<>();
    long place = 0;
    for (Piece piece : first.pieces()) {
      if (piece.length() > 0) {
        places.put(place, piece);
        place += piece.length();
      }
    }
    Splice result = new Splice();
    for (Piece piece : second.pieces()) {
      switch (piece) {
        case Kept kept -> keep(places, kept, result);
        case Fresh fresh -> result.put(fresh.bytes());
      }
    }
    return result;
  }

  private static void keep(NavigableMap<Long, Piece> places, Kept kept, Splice result) {
    long end = kept.offset() + kept.length();
    for (long at = kept.offset(); at < end; ) {
      Map.Entry<Long, Piece> found = places.floorEntry(at);
      long skipped = at - found.getKey();
      long length = Math.min(found.getValue().length() - skipped, end - at);
      switch (found.getValue()) {
        case Kept part -> result.keep(part.offset() + skipped, length);
        case Fresh fresh ->
            result.put(fresh.bytes().slice(fresh.bytes().position() + (int) skipped, (int) length));
      }
      at += length;
    }
  }
}
