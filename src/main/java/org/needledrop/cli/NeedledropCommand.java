package org.needledrop.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The command line: {@code needledrop COMMAND}. */
@TopCommand
@Command(name = "needledrop", mixinStandardHelpOptions = true)
final class NeedledropCommand implements Runnable {
  @Override
  public void run() {
    System.out.println("hello");
  }
}
