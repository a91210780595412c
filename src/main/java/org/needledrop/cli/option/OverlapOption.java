package org.needledrop.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --overlap}: the overlap of consecutive snippets. */
public final class OverlapOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private double overlap;

  @Option(
      names = "--overlap",
      paramLabel = "F",
      defaultValue = "0",
      description =
          "Overlap of the 3-second snippets, from 0 to below 1 (default: ${DEFAULT-VALUE}).")
  void setOverlap(double part) {
    if (!(part >= 0 && part < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--overlap must be at least 0 and below 1, not " + part);
    }
    overlap = part;
  }

  public double overlap() {
    return overlap;
  }
}
