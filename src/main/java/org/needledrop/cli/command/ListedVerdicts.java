package org.needledrop.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.evaluation.ListEvaluation.Prediction;
import org.needledrop.evaluation.ListEvaluation.Verdict;
import org.needledrop.evaluation.ListedTrack;
import org.needledrop.failure.TrackFailure;
import org.needledrop.scoring.TrackScores;

/** Analyses listed tracks. Tracks that cannot be decoded are printed and count as misclassified. */
final class ListedVerdicts {

  private final TrackAnalyzer analyzer;
  private final List<String> genres;
  private final DecisionRule rule;
  private final PrintWriter err;

  ListedVerdicts(AnalysisSetup setup, PrintWriter err) {
    this.analyzer = setup.analyzer();
    this.genres = setup.model().genres();
    this.rule = DecisionRule.of(setup.model());
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
      ScoringResult result = analyzer.analyze(track.file()).result();
      boolean named = rule.decide(result) instanceof GenreFound;
      return switch (result) {
        case ScoringResult.NotScorable _ -> new Verdict(track, Optional.empty());
        case ScoringResult.Scored(TrackScores scores) -> {
          int top = scores.topGenre();
          yield new Verdict(
              track,
              Optional.of(new Prediction(genres.get(top), scores.probabilities()[top], named)));
        }
      };
    } catch (TrackFailure failure) {
      err.println(failure.getMessage());
      return new Verdict(track, Optional.empty());
    }
  }
}
