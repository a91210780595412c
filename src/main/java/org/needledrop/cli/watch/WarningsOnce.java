package org.needledrop.cli.watch;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** Prints each kind of warning once, and again only after a round without it. */
public final class WarningsOnce {

  private final PrintWriter err;
  private Set<String> standing = Set.of();
  private Set<String> met = new HashSet<>();

  public WarningsOnce(PrintWriter err) {
    this.err = err;
  }

  void warn(String trouble) {
    warn(trouble, trouble);
  }

  /**
   * @param kind identifies the warning; its message may vary
   */
  synchronized void warn(String kind, String trouble) {
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
