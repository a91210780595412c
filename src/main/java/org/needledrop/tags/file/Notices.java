package org.needledrop.tags.file;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a user should know about a file that was written nevertheless. Thread-safe. */
public final class Notices {

  private final Consumer<String> out;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * @param out receives one line at a time, by several threads
   */
  public Notices(Consumer<String> out) {
    this.out = out;
  }

  /** Returns notices that go to the log. */
  public static Notices toLog() {
    System.Logger log = System.getLogger(Notices.class.getName());
    return new Notices(line -> log.log(System.Logger.Level.WARNING, line));
  }

  void about(Path file, String text) {
    out.accept(file + ": " + text);
  }

  /** Reports only the first file of a kind, as all others of a disk would get the same notice. */
  void once(String kind, Path file, String text) {
    if (reported.add(kind)) {
      about(file, text);
    }
  }
}
