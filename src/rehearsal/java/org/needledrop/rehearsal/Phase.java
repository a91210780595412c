package org.needledrop.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.needledrop.rehearsal.Deployment.Counts;

/**
 * How it went.
 *
 * @param putSeconds until all tracks were in the store
 * @param taggedSeconds until the last was tagged, from the first put
 * @param indexedSeconds until the last could be found
 */
record Phase(
    String name,
    int tracks,
    double putSeconds,
    double taggedSeconds,
    double indexedSeconds,
    Counts counts) {

  static String table(List<Phase> phases) {
    return phases.stream()
        .map(Phase::row)
        .collect(
            Collectors.joining(
                "\n",
                """
                | | tracks | put, s | tagged, s | indexed, s | tracks/s | deliveries | again | given back |
                |---|---|---|---|---|---|---|---|---|
                """,
                "\n"));
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.2f | %d | %d | %d |",
        name,
        tracks,
        putSeconds,
        taggedSeconds,
        indexedSeconds,
        tracks / indexedSeconds,
        counts.deliveries(),
        counts.again(),
        counts.postponed());
  }
}
