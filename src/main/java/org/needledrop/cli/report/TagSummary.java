package org.needledrop.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.cli.report.ReportLine.Status;

/** Counts the results of a run: what became of the genre fields, and what was analysed. */
final class TagSummary {

  private final Instant start = Instant.now();
  private final boolean dryRun;
  private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
  private final Map<GenreField, Integer> taggedByField = new EnumMap<>(GenreField.class);
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final Map<String, Integer> byDecision = new TreeMap<>();
  private int tracks;
  private int analysed;
  private double analysedSeconds;

  TagSummary(boolean dryRun) {
    this.dryRun = dryRun;
  }

  void add(ReportLine line) {
    tracks++;
    byStatus.merge(line.status(), 1, Integer::sum);
    line.decision().ifPresent(decision -> byDecision.merge(word(decision), 1, Integer::sum));
    if (line.status() == Status.TAGGED) {
      count(line);
    }
    if (line.analysed()) {
      analysed++;
      analysedSeconds +=
          line.analysis().map(Analysis::audio).orElseThrow().duration().toMillis() / 1000.0;
    }
  }

  private void count(ReportLine line) {
    GenreField field = GenreField.of(line);
    taggedByField.merge(field, 1, Integer::sum);
    if (field == GenreField.EMPTY) {
      String reason =
          line.decision().orElse(null) instanceof Abstention abstention
              ? abstention.reason().toString()
              : "not written";
      reasons.merge(reason, 1, Integer::sum);
    }
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case GenreFound found -> found.genre();
      case Abstention abstention -> "(" + abstention.reason() + ")";
    };
  }

  int failed() {
    return count(Status.FAILED);
  }

  int tagged() {
    return count(Status.TAGGED);
  }

  private int count(Status status) {
    return byStatus.getOrDefault(status, 0);
  }

  private int tagged(GenreField field) {
    return taggedByField.getOrDefault(field, 0);
  }

  /** Returns the lines of totals, optionally preceded by a table of genres. */
  List<String> lines(boolean withTable) {
    List<String> lines = new ArrayList<>();
    if (withTable && !byDecision.isEmpty()) {
      lines.add("");
      byDecision.forEach(
          (word, count) -> lines.add("  %-14s %6d  %s".formatted(word, count, bar(count))));
      lines.add("");
    }
    lines.add(
        "%s%s: %s"
            .formatted(
                dryRun ? "dry run, nothing was written: " : "",
                tracks == 1 ? "1 track" : tracks + " tracks",
                String.join(", ", totals())));
    lines.add(work());
    return lines;
  }

  private String bar(int count) {
    return "█".repeat((int) Math.ceil(40.0 * count / tracks));
  }

  private List<String> totals() {
    List<String> totals = new ArrayList<>();
    int written = tagged(GenreField.WRITTEN) + tagged(GenreField.UNKNOWN);
    totals.add(written == 1 ? "1 genre written" : written + " genres written");
    totals.add("%d kept".formatted(tagged(GenreField.KEPT)));
    totals.add("%d left without a genre%s".formatted(tagged(GenreField.EMPTY), reasons()));
    totals.add("%d unchanged".formatted(count(Status.UNCHANGED)));
    if (count(Status.NOT_TAGGABLE) > 0) {
      totals.add("%d not taggable".formatted(count(Status.NOT_TAGGABLE)));
    }
    if (count(Status.ARCHIVED) > 0) {
      totals.add("%d archived".formatted(count(Status.ARCHIVED)));
    }
    totals.add("%d failed".formatted(failed()));
    return totals;
  }

  private String reasons() {
    return reasons.isEmpty()
        ? ""
        : reasons.entrySet().stream()
            .map(reason -> "%s %d".formatted(reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private String work() {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%d analysed (%.0f min of music) in %.1f s",
        analysed,
        analysedSeconds / 60,
        seconds);
  }
}
