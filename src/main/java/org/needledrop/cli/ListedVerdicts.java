package org.needledrop.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.evaluation.ListEvaluation.Verdict;
import org.needledrop.evaluation.ListedTrack;
import org.needledrop.failure.TrackFailure;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.DecisionRule;
import org.needledrop.tagging.GenreFound;
import org.needledrop.tagging.Hearing;
import org.needledrop.tagging.TrackListener;

/** Analyses listed tracks. Tracks that cannot be decoded are printed and count as misclassified. */
final class ListedVerdicts {

  private final TrackListener listener;
  private final List<String> genres;
  private final DecisionRule rule;
  private final PrintWriter err;

  ListedVerdicts(Studio studio, PrintWriter err) {
    this.listener = studio.listener(0);
    this.genres = studio.model().genres();
    this.rule = DecisionRule.of(studio.model());
    this.err = err;
  }

  List<Verdict> of(List<ListedTrack> tracks, int jobs) {
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      List<Future<Verdict>> verdicts =
          tracks.stream().map(track -> executor.submit(() -> of(track))).toList();
      return verdicts.stream().map(ListedVerdicts::result).toList();
    }
  }

  private static Verdict result(Future<Verdict> verdict) {
    try {
      return verdict.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private Verdict of(ListedTrack track) {
    try {
      Hearing hearing = listener.listen(track.file()).hearing();
      boolean named = rule.decide(hearing) instanceof GenreFound;
      return switch (hearing) {
        case Hearing.Unscorable _ -> new Verdict(track, Optional.empty(), 0, false);
        case Hearing.Scored(TrackScores scores) -> {
          int top = scores.topGenre();
          yield new Verdict(
              track, Optional.of(genres.get(top)), scores.probabilities()[top], named);
        }
      };
    } catch (TrackFailure failure) {
      err.println(failure.getMessage());
      return new Verdict(track, Optional.empty(), 0, false);
    }
  }
}
