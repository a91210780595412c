package org.needledrop.web.operations;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.needledrop.web.http.Problem;

/** Keeps the latest items by id. */
final class RecentItems<T> {

  private final String kind;
  private final int kept;
  private final SequencedMap<String, T> things = new LinkedHashMap<>();

  /**
   * @param kind name of the items for messages
   * @param kept maximum number of items
   */
  RecentItems(String kind, int kept) {
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
   * Returns an item.
   *
   * @throws Problem 404 if it does not exist or has expired
   */
  synchronized T find(String id) {
    T thing = things.get(id);
    if (thing == null) {
      throw Problem.notFound("%s %s (or it has expired)".formatted(kind, id));
    }
    return thing;
  }
}
