package org.needledrop.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command in this process, and what it printed. Reports are printed to System.out. */
record CommandRun(int exitCode, List<String> out, List<String> err) {

  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream standardOutput = System.out;
    ByteArrayOutputStream reports = new ByteArrayOutputStream();
    System.setOut(new PrintStream(reports, true, StandardCharsets.UTF_8));
    try {
      int exitCode =
          NeedledropProcess.commandLine(arguments)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(arguments);
      String printed = out + reports.toString(StandardCharsets.UTF_8);
      return new CommandRun(exitCode, printed.lines().toList(), err.toString().lines().toList());
    } finally {
      System.setOut(standardOutput);
    }
  }

  String errors() {
    return String.join("\n", err);
  }

  String output() {
    return String.join("\n", out);
  }
}
