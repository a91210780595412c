package org.needledrop.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.needledrop.scoring.Timeline;

/** Prints a timeline: one row per genre, time from left to right; taller is more probable. */
public final class TimelineText {

  private static final int MAX_COLUMNS = 60;
  private static final int GENRES_SHOWN = 6;
  private static final int SNIPPETS_NAMED = 3;
  private static final String LEVELS = " ▁▂▃▄▅▆▇█";

  private TimelineText() {}

  public static List<String> lines(Explanation explanation) {
    Timeline timeline = explanation.timeline();
    int columns = Math.min(MAX_COLUMNS, timeline.snippets());
    List<String> lines = new ArrayList<>();
    lines.add(explanation.heading());
    lines.add("");
    for (int genre :
        explanation.scores().genresByProbability().subList(0, genresShown(explanation))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-16s %.2f |%s|",
              explanation.genres().get(genre),
              explanation.scores().probabilities()[genre],
              row(timeline, genre, columns)));
    }
    lines.add("  %s|%s|".formatted(" ".repeat(16), ruler(timeline, columns)));
    lines.add("");
    lines.add("  strongest snippets: " + named(explanation));
    return lines;
  }

  private static int genresShown(Explanation explanation) {
    return Math.min(GENRES_SHOWN, explanation.genres().size());
  }

  private static String row(Timeline timeline, int genre, int columns) {
    StringBuilder row = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      int first = column * timeline.snippets() / columns;
      int end = (column + 1) * timeline.snippets() / columns;
      double sum = 0;
      for (int snippet = first; snippet < end; snippet++) {
        sum += timeline.probability(snippet, genre);
      }
      row.append(LEVELS.charAt((int) Math.round(sum / (end - first) * (LEVELS.length() - 1))));
    }
    return row.toString();
  }

  private static String ruler(Timeline timeline, int columns) {
    double end = timeline.startSeconds(timeline.snippets() - 1) + timeline.snippetSeconds();
    String last = Explanation.clock(end);
    int gap = columns - "0:00".length() - last.length();
    return gap < 1 ? " ".repeat(columns) : "0:00" + " ".repeat(gap) + last;
  }

  private static String named(Explanation explanation) {
    Timeline timeline = explanation.timeline();
    int top = explanation.scores().topGenre();
    return explanation.snippetsByWeight().stream()
        .limit(SNIPPETS_NAMED)
        .map(
            snippet ->
                String.format(
                    Locale.ROOT,
                    "%s-%s (%s %.2f)",
                    Explanation.clock(timeline.startSeconds(snippet)),
                    Explanation.clock(timeline.startSeconds(snippet) + timeline.snippetSeconds()),
                    explanation.genres().get(top),
                    timeline.probability(snippet, top)))
        .collect(Collectors.joining(", "));
  }
}
