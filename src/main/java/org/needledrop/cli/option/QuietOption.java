package org.needledrop.cli.option;

import picocli.CommandLine.Option;

/** {@code --quiet}. */
public final class QuietOption {

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only failures.")
  private boolean quiet;

  public boolean isQuiet() {
    return quiet;
  }
}
