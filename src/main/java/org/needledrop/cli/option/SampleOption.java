package org.needledrop.cli.option;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --sample}: the fraction of snippets that is scored, 1/N. */
final class SampleOption {

  /** Tolerance for fractions given with two decimals, such as 0.33. */
  private static final double TOLERATED = 0.005 + 1e-9;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private double sample;

  @Option(
      names = "--sample",
      paramLabel = "F",
      defaultValue = "1",
      description =
          "Fraction of snippets to score, 1/N (0.5, 0.33, 0.25). If they leave the genre open,"
              + " the rest are scored too (default: ${DEFAULT-VALUE}).")
  void setSample(double share) {
    if (!(share > 0 && share <= 1)) {
      throw refusal("--sample must be above 0 and at most 1, not " + share);
    }
    double nearest = nearestFraction(share);
    if (Math.abs(share - nearest) > TOLERATED) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "--sample must be 1/N, such as 1, 0.5, 0.33 or 0.25; nearest to %s is %.2f",
              share,
              nearest));
    }
    sample = nearest;
  }

  private static double nearestFraction(double share) {
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
