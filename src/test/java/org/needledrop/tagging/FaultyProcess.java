package org.needledrop.tagging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.needledrop.servers.Strace;

/**
 * A process that does one task as the command line would, a line for each failure, an exit code;
 * and does it again for each line that it is sent. Starting costs more than the task.
 */
final class FaultyProcess {

  /** Before the exit code, which is the last thing it says of a task. */
  static final String END = "exit code ";

  private FaultyProcess() {}

  /** Task, folder, name of the file in it. Before each task it says the number of its thread. */
  static void main(String[] arguments) throws IOException {
    Strace.letAnyAttach();
    Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println(thread);
    while (orders.readLine() != null) {
      System.out.println(END + exitCode(arguments));
      System.out.println(thread);
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // as a JVM does with what nobody catches
  private static int exitCode(String[] arguments) {
    try {
      List<String> failures =
          FaultTask.valueOf(arguments[0]).run(Path.of(arguments[1]), arguments[2]);
      failures.forEach(System.out::println);
      return failures.isEmpty() ? 0 : 1;
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      return 1;
    }
  }
}
