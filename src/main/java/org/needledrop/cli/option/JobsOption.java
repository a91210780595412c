package org.needledrop.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --jobs}: how many tracks are processed in parallel. */
public final class JobsOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Tracks to process in parallel (default: one per CPU core).")
  void setJobs(int count) {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs must be at least 1, not " + count);
    }
    jobs = count;
  }

  public int jobs() {
    return jobs;
  }
}
