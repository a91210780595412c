package org.needledrop.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;

/** The decision and scores of a track, as shown in the terminal and in the image. */
public record Explanation(
    String title, Decision decision, TrackScores scores, List<String> genres) {

  String heading() {
    return switch (decision) {
      case GenreFound found ->
          String.format(Locale.ROOT, "%s: %s %.2f", title, found.genre(), found.confidence());
      case Abstention abstention ->
          "%s: %s (%s)".formatted(title, abstention.reason(), abstention.detail());
    };
  }

  Timeline timeline() {
    return scores.timeline();
  }

  /** Returns snippet indices by probability of the track's top genre, highest first. */
  List<Integer> snippetsByWeight() {
    int top = scores.topGenre();
    return IntStream.range(0, timeline().snippets())
        .boxed()
        .sorted(
            Comparator.comparing((Integer snippet) -> timeline().probability(snippet, top))
                .reversed())
        .toList();
  }

  /** Formats seconds as minutes and seconds: {@code 1:02}. */
  static String clock(double seconds) {
    long whole = (long) seconds;
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
