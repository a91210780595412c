package org.needledrop.tagging;

/**
 * How many faults met which end.
 *
 * @param old the file was the old one
 * @param refused it ended with an error
 * @param wentOn nothing was said, as nothing was lost
 */
record FaultTally(int points, int old, int fresh, int killed, int refused, int wentOn, int bad) {

  static final String HEADER = "%-40s points   old   new killed refused  on  bad".formatted("");

  static FaultTally of(FaultRun.Outcome outcome) {
    return new FaultTally(
        1,
        outcome.fresh() ? 0 : 1,
        outcome.fresh() ? 1 : 0,
        outcome.killed() ? 1 : 0,
        outcome.exitCode() == 1 ? 1 : 0,
        outcome.exitCode() == 0 ? 1 : 0,
        outcome.wrong().isEmpty() ? 0 : 1);
  }

  FaultTally plus(FaultTally other) {
    return new FaultTally(
        points + other.points,
        old + other.old,
        fresh + other.fresh,
        killed + other.killed,
        refused + other.refused,
        wentOn + other.wentOn,
        bad + other.bad);
  }

  String line(String name) {
    return "%-40s %6d %5d %5d %6d %7d %3d %4d"
        .formatted(name, points, old, fresh, killed, refused, wentOn, bad);
  }
}
