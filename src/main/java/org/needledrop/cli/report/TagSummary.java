package org.needledrop.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.GenreFound;
import org.needledrop.cli.report.ReportLine.Status;

/** Counts the results of a run. */
final class TagSummary {

  private final Instant start = Instant.now();
  private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
  private final Map<String, Integer> byDecision = new TreeMap<>();
  private int tracks;
  private int analysed;
  private double analysedSeconds;

  void add(ReportLine line) {
    tracks++;
    byStatus.merge(line.status(), 1, Integer::sum);
    line.decision().ifPresent(decision -> byDecision.merge(word(decision), 1, Integer::sum));
    if (line.analysed()) {
      analysed++;
      analysedSeconds +=
          line.analysis().map(Analysis::audio).orElseThrow().duration().toMillis() / 1000.0;
    }
  }

  private static String word(org.needledrop.analysis.Decision decision) {
    return switch (decision) {
      case GenreFound found -> found.genre();
      case Abstention abstention -> "(" + abstention.reason() + ")";
    };
  }

  int failed() {
    return byStatus.getOrDefault(Status.FAILED, 0);
  }

  /** Returns the line of totals, optionally preceded by a table of genres. */
  List<String> lines(boolean withTable) {
    List<String> lines = new ArrayList<>();
    if (withTable && !byDecision.isEmpty()) {
      lines.add("");
      byDecision.forEach(
          (word, count) -> lines.add("  %-14s %6d  %s".formatted(word, count, bar(count))));
      lines.add("");
    }
    lines.add(total());
    return lines;
  }

  private String bar(int count) {
    return "█".repeat((int) Math.ceil(40.0 * count / tracks));
  }

  /** Only objects can be archived: empty if there are none. */
  private String archived() {
    int archived = byStatus.getOrDefault(Status.ARCHIVED, 0);
    return archived == 0 ? "" : " %d archived,".formatted(archived);
  }

  private String total() {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%d tracks: %d tagged, %d unchanged, %d not taggable,%s %d failed; %d analysed"
            + " (%.0f min of music) in %.1f s",
        tracks,
        byStatus.getOrDefault(Status.TAGGED, 0),
        byStatus.getOrDefault(Status.UNCHANGED, 0),
        byStatus.getOrDefault(Status.NOT_TAGGABLE, 0),
        archived(),
        failed(),
        analysed,
        analysedSeconds / 60,
        seconds);
  }
}
