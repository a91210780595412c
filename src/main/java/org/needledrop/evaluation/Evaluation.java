package org.needledrop.evaluation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.needledrop.scoring.Argmax;
import org.needledrop.scoring.Calibration;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.TrackScores;

/**
 * Metrics of a model on labelled tracks.
 *
 * @param snippetAccuracy accuracy of single snippets
 * @param trackAccuracy accuracy of tracks, by their summed scores
 * @param calibrationError see {@link Calibration#error}; on tracks
 * @param kept the tracks with a genre at the model's threshold; in JSON beside the others
 * @param confusion tracks by {@code [true genre][predicted genre]}
 */
public record Evaluation(
    int tracks,
    int snippets,
    double snippetAccuracy,
    double trackAccuracy,
    double calibrationError,
    @JsonUnwrapped Kept kept,
    int[][] confusion) {

  /**
   * The tracks that keep their genre.
   *
   * @param coverage their fraction of all tracks
   * @param keptAccuracy their accuracy; NaN if there are none
   */
  public record Kept(double coverage, double keptAccuracy) {}

  /** True and predicted genre. */
  private record Verdict(int genre, int named, float confidence, int snippets, int rightSnippets) {
    boolean isRight() {
      return genre == named;
    }
  }

  /**
   * Evaluates a scorer.
   *
   * @param tracks at least one track with a genre of the model
   * @throws IllegalArgumentException if a track's genre is not in the model
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
        new Kept((double) kept.size() / verdicts.size(), accuracy(kept)),
        confusion(verdicts, model.genres().size()));
  }

  private static Verdict judge(DrawnTrack track, Scorer scorer, ModelManifest model) {
    int genre = model.genres().indexOf(track.genre());
    if (genre < 0) {
      throw new IllegalArgumentException(
          "%s has the genre %s, which is not in the model".formatted(track.id(), track.genre()));
    }
    SnippetScores snippets = scorer.score(track.snippets());
    TrackScores scores = TrackScores.sum(track.snippets(), snippets, model.decision());
    int named = scores.topGenre();
    int right = (int) snippets.scores().stream().filter(s -> Argmax.of(s) == genre).count();
    return new Verdict(
        genre, named, scores.probabilities()[named], snippets.scores().size(), right);
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
