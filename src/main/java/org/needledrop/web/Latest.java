package org.needledrop.web;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Keeps the latest of many things, by their ids. */
final class Latest<T> {

  private final String kind;
  private final int kept;
  private final SequencedMap<String, T> things = new LinkedHashMap<>();

  /**
   * @param kind what they are called when one is not there
   * @param kept how many
   */
  Latest(String kind, int kept) {
    this.kind = kind;
    this.kept = kept;
  }

  synchronized void put(String id, T thing) {
    things.put(id, thing);
    if (things.size() > kept) {
      things.pollFirstEntry();
    }
  }

  /**
   * One of the latest.
   *
   * @throws Problem 404 when it is not, or never was
   */
  synchronized T find(String id) {
    T thing = things.get(id);
    if (thing == null) {
      throw Problem.notFound("%s %s (or it has expired)".formatted(kind, id));
    }
    return thing;
  }
}
