package org.needledrop.cli.watch;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Prints each kind of warning once, and again only after a round without it. */
public final class WarningsOnce {

  private final Consumer<String> printer;
  private Set<String> standing = Set.of();
  private Set<String> met = new HashSet<>();

  public WarningsOnce(Consumer<String> printer) {
    this.printer = printer;
  }

  void warn(String trouble) {
    warn(trouble, trouble);
  }

  /**
   * @param kind identifies the warning; its message may vary
   */
  synchronized void warn(String kind, String trouble) {
    if (met.add(kind) && !standing.contains(kind)) {
      printer.accept(trouble);
    }
  }

  synchronized void endRound() {
    standing = met;
    met = new HashSet<>();
  }
}
