package org.needledrop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that says how snippets overlap. */
final class OverlapOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private double overlap;

  @Option(
      names = "--overlap",
      paramLabel = "F",
      description = "Overlap of the 3-second snippets, 0 (the default) to below 1.")
  void setOverlap(double part) {
    if (!(part >= 0 && part < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--overlap must be 0 to below 1, not " + part);
    }
    overlap = part;
  }

  double overlap() {
    return overlap;
  }
}
