package org.needledrop.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.CachedAnalyses;
import org.needledrop.teaching.Example;
import org.needledrop.teaching.LabelledTrack;
import org.needledrop.teaching.Labels;

/** Computes embeddings of labelled tracks in parallel; prints a line for each that fails. */
final class LabelledTracks {

  private final Labels labels;
  private final CachedAnalyses analyses;
  private final PrintWriter err;

  LabelledTracks(Labels labels, CachedAnalyses analyses, PrintWriter err) {
    this.labels = labels;
    this.analyses = analyses;
    this.err = err;
  }

  /** Returns one example per track that can be scored, in the order of the labels. */
  List<Example> analyze(int jobs) {
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      List<Future<Optional<Example>>> running =
          labels.tracks().stream().map(track -> executor.submit(() -> example(track))).toList();
      return running.stream().map(LabelledTracks::result).flatMap(Optional::stream).toList();
    }
  }

  private static Optional<Example> result(Future<Optional<Example>> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted; nothing was written");
    }
  }

  private Optional<Example> example(LabelledTrack track) {
    Path file = track.file();
    try {
      return example(
          track,
          track
              .recording()
              .map(recording -> analyses.find(recording, file))
              .orElseGet(() -> analyses.find(file)));
    } catch (TrackFailure failure) {
      return nothing(failure.getMessage());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return nothing(new UnexpectedFailure(file, Stage.SCORE, e).getMessage());
    } catch (OutOfMemoryError e) {
      return nothing(LimitExceeded.memory(file, Stage.SCORE, e).getMessage());
    }
  }

  private Optional<Example> example(LabelledTrack track, Analysis analysis) {
    return switch (analysis.result()) {
      case ScoringResult.Scored(TrackScores scores) -> {
        int genre = labels.genres().indexOf(track.genre());
        yield Optional.of(new Example(analysis.audioHash(), scores.embedding(), genre));
      }
      case ScoringResult.NotScorable(var abstention) ->
          nothing(track.file() + ": " + abstention.detail());
    };
  }

  private Optional<Example> nothing(String why) {
    err.println(why);
    return Optional.empty();
  }
}
