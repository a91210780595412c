package org.needledrop.cli;

import picocli.CommandLine.Option;

/** The option that says how much goes on side by side. */
final class JobsOption {

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Tracks at a time; one for each processor core unless told.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  int jobs() {
    return jobs;
  }
}
