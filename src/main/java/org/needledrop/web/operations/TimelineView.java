package org.needledrop.web.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.web.http.Json;

/** JSON form of a timeline; see {@code Timeline} in the contract. */
record TimelineView(
    List<String> genres,
    double snippetSeconds,
    double strideSeconds,
    List<List<Double>> snippets,
    List<Integer> decidedBy) {

  static TimelineView of(TrackScores scores, List<String> genres) {
    Timeline timeline = scores.timeline();
    int top = scores.topGenre();
    return new TimelineView(
        genres,
        timeline.snippetSeconds(),
        timeline.strideSeconds(),
        IntStream.range(0, timeline.snippets()).mapToObj(i -> snippet(timeline, i)).toList(),
        IntStream.range(0, timeline.snippets())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -timeline.probability(i, top)))
            .toList());
  }

  private static List<Double> snippet(Timeline timeline, int snippet) {
    List<Double> probabilities = new ArrayList<>();
    for (int genre = 0; genre < timeline.genres(); genre++) {
      probabilities.add(Json.rounded(timeline.probability(snippet, genre)));
    }
    return probabilities;
  }
}
