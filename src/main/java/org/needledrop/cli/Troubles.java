package org.needledrop.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** What stands in the way of a round. Each is told once, and again only when it was gone. */
final class Troubles {

  private final PrintWriter err;
  private Set<String> standing = Set.of();
  private Set<String> met = new HashSet<>();

  Troubles(PrintWriter err) {
    this.err = err;
  }

  void tell(String trouble) {
    tell(trouble, trouble);
  }

  /**
   * @param kind what tells it from others; a message may be another each time
   */
  synchronized void tell(String kind, String trouble) {
    if (met.add(kind) && !standing.contains(kind)) {
      err.println(trouble);
      err.flush();
    }
  }

  synchronized void endRound() {
    standing = met;
    met = new HashSet<>();
  }
}
