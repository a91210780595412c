package org.needledrop.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.Abstention;
import org.needledrop.tagging.Decision;
import org.needledrop.tagging.GenreFound;

/** Why a track got its genre: what is shown of it in the terminal and in the picture. */
record Explanation(String title, Decision decision, TrackScores scores, List<String> genres) {

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

  /** Snippets as indices, the ones that sound most like the top genre first. */
  List<Integer> snippetsByWeight() {
    int top = scores.topGenre();
    return IntStream.range(0, timeline().snippets())
        .boxed()
        .sorted(
            Comparator.comparing((Integer snippet) -> timeline().probability(snippet, top))
                .reversed())
        .toList();
  }

  /** {@code 1:02} */
  static String clock(double seconds) {
    long whole = (long) seconds;
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
