package org.needledrop.cli;

import picocli.CommandLine.Option;

/** The option that says how snippets overlap. */
final class OverlapOption {

  @Option(
      names = "--overlap",
      paramLabel = "F",
      defaultValue = "0",
      description = "Overlap of the 3-second snippets, 0 (the default) to below 1.")
  private double overlap;

  double overlap() {
    return overlap;
  }
}
