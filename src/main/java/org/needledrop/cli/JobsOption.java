package org.needledrop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that says how much goes on side by side. */
final class JobsOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Tracks at a time; one for each processor core unless told.")
  void setJobs(int count) {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more, not " + count);
    }
    jobs = count;
  }

  int jobs() {
    return jobs;
  }
}
