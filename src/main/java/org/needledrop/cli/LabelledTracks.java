package org.needledrop.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.failure.TrackFailure;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.Analysis;
import org.needledrop.tagging.Hearing;
import org.needledrop.tagging.TrackRecall;
import org.needledrop.teaching.Example;
import org.needledrop.teaching.Labels;

/** Listens to labelled tracks side by side; what cannot be heard gets a line. */
final class LabelledTracks {

  private final Labels labels;
  private final TrackRecall recall;
  private final PrintWriter err;

  LabelledTracks(Labels labels, TrackRecall recall, PrintWriter err) {
    this.labels = labels;
    this.recall = recall;
    this.err = err;
  }

  /** An example of each track that can be heard, in the order of the labels. */
  List<Example> listen(int jobs) {
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
      List<Map.Entry<Path, Future<Analysis>>> listening = new ArrayList<>();
      for (Path file : labels.genreOf().keySet()) {
        listening.add(Map.entry(file, executor.submit(() -> recall.recall(file))));
      }
      List<Example> examples = new ArrayList<>();
      listening.forEach(one -> heard(one.getKey(), one.getValue()).ifPresent(examples::add));
      return examples;
    }
  }

  private Optional<Example> heard(Path file, Future<Analysis> listening) {
    try {
      return example(file, listening.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrackFailure failure) {
        err.println(failure.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; nothing was written");
    }
  }

  private Optional<Example> example(Path file, Analysis analysis) {
    return switch (analysis.hearing()) {
      case Hearing.Scored(TrackScores scores) -> {
        int genre = labels.genres().indexOf(labels.genreOf().get(file));
        yield Optional.of(new Example(analysis.audioHash(), scores.embedding(), genre));
      }
      case Hearing.Unscorable(var abstention) -> {
        err.println(file + ": " + abstention.detail());
        yield Optional.empty();
      }
    };
  }
}
