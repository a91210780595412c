package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.needledrop.journal.LibraryFolder;

/**
 * One fault in one run.
 *
 * @param nth of the calls of that name on files of that part, from 1
 */
record FaultPoint(Part part, String call, int nth, Fault fault) {

  /** Whose files. */
  enum Part {
    TAGS,
    JOURNAL,
    INDEX;

    /** By the path of a file of the library or beside it. */
    static Part of(String path) {
      if (path.contains("/" + LibraryFolder.NAME + "/index")) {
        return INDEX;
      }
      return path.contains("/" + LibraryFolder.NAME + "/")
              || path.endsWith("/" + LibraryFolder.NAME)
          ? JOURNAL
          : TAGS;
    }
  }

  /** Whether the call changes what is on the disk, for all that is known. */
  boolean changesSomething() {
    return Fault.of(call, true).contains(Fault.KILL);
  }

  /** What strace has to be told. */
  List<String> options(Collection<String> paths, Path log) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-y",
                "-e",
                "trace=" + call,
                "-e",
                "inject=%s:%s:when=%d".formatted(call, fault.injection(), nth),
                "-o",
                log.toString()));
    paths.forEach(path -> options.addAll(List.of("-P", path)));
    return options;
  }
}
