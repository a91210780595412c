package org.needledrop.evaluation;

import java.util.List;
import org.needledrop.scoring.Calibration;
import org.needledrop.scoring.Highest;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.TrackScores;

/**
 * How a model does on labelled tracks.
 *
 * @param snippetAccuracy of single snippets
 * @param trackAccuracy of tracks, by their summed scores
 * @param calibrationError see {@link Calibration#error}; of tracks
 * @param coverage how many tracks are named at the model's threshold
 * @param keptAccuracy of those
 * @param confusion {@code [true genre][named genre]}, tracks
 */
public record Evaluation(
    int tracks,
    int snippets,
    double snippetAccuracy,
    double trackAccuracy,
    double calibrationError,
    double coverage,
    double keptAccuracy,
    int[][] confusion) {

  /** What was named, and what it should have been. */
  private record Verdict(int genre, int named, float confidence, int snippets, int rightSnippets) {
    boolean isRight() {
      return genre == named;
    }
  }

  /**
   * Judges a scorer.
   *
   * @param tracks at least one, of the model's genres
   * @throws IllegalArgumentException when a track's genre is none of the model's
   */
  public static Evaluation of(List<DrawnTrack> tracks, Scorer scorer, ModelManifest model) {
    List<Verdict> verdicts = tracks.parallelStream().map(t -> judge(t, scorer, model)).toList();
    List<Verdict> kept =
        verdicts.stream()
            .filter(
                v -> v.confidence >= model.decision().minConfidence(model.genres().get(v.named)))
            .toList();
    int snippets = verdicts.stream().mapToInt(Verdict::snippets).sum();
    int rightSnippets = verdicts.stream().mapToInt(Verdict::rightSnippets).sum();
    return new Evaluation(
        tracks.size(),
        snippets,
        (double) rightSnippets / snippets,
        accuracy(verdicts),
        Calibration.error(
            verdicts.stream().map(v -> new Calibration(v.confidence, v.isRight())).toList()),
        (double) kept.size() / verdicts.size(),
        accuracy(kept),
        confusion(verdicts, model.genres().size()));
  }

  private static Verdict judge(DrawnTrack track, Scorer scorer, ModelManifest model) {
    int genre = model.genres().indexOf(track.genre());
    if (genre < 0) {
      throw new IllegalArgumentException(
          "%s has the genre %s, which is not in the model".formatted(track.id(), track.genre()));
    }
    SnippetScores heard = scorer.score(track.snippets());
    TrackScores scores = TrackScores.sum(track.snippets(), heard, model.decision());
    int named = scores.topGenre();
    int right = (int) heard.scores().stream().filter(s -> Highest.of(s) == genre).count();
    return new Verdict(genre, named, scores.probabilities()[named], heard.scores().size(), right);
  }

  private static double accuracy(List<Verdict> verdicts) {
    return verdicts.stream().mapToInt(v -> v.isRight() ? 1 : 0).average().orElse(Double.NaN);
  }

  private static int[][] confusion(List<Verdict> verdicts, int genres) {
    int[][] confusion = new int[genres][genres];
    verdicts.forEach(v -> confusion[v.genre][v.named]++);
    return confusion;
  }
}
