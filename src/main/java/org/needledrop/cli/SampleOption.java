package org.needledrop.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that says how many of the snippets are scored: one of so many. */
final class SampleOption {

  /** What a share of two decimals may lack. */
  private static final double TOLERATED = 0.005 + 1e-9;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private double sample = 1;

  @Option(
      names = "--sample",
      paramLabel = "F",
      description =
          "Score only this share of the snippets, evenly spaced, and all of a track whose genre they"
              + " leave open: one of so many, as 0.5 (every second), 0.33 or 0.25; 1 (all) unless"
              + " told.")
  void setSample(double share) {
    if (!(share > 0 && share <= 1)) {
      throw refusal("--sample must be above 0 and at most 1, not " + share);
    }
    double nearest = oneOfSoMany(share);
    if (Math.abs(share - nearest) > TOLERATED) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "--sample must be one of so many snippets, as 1, 0.5, 0.33 or 0.25; nearest to %s is"
                  + " %.2f",
              share,
              nearest));
    }
    sample = nearest;
  }

  private static double oneOfSoMany(double share) {
    double above = 1 / Math.floor(1 / share);
    double below = 1 / (Math.floor(1 / share) + 1);
    return above - share < share - below ? above : below;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  double sample() {
    return sample;
  }
}
