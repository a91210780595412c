package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.List;

/**
 * A process that does one task as the command line would: a line for each failure, an exit code.
 */
final class FaultyProcess {

  private FaultyProcess() {}

  /** Task, folder, name of the file in it. */
  static void main(String[] arguments) {
    List<String> failures =
        FaultTask.valueOf(arguments[0]).run(Path.of(arguments[1]), arguments[2]);
    failures.forEach(System.err::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }
}
