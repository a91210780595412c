package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.IndexEntries;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.web.http.Problem;

/** Analyses files that are not in the library; keeps the latest results. */
public final class UploadAnalyses implements AutoCloseable {

  private static final int KEPT = 100;
  private static final int WAITING = 50;

  private final ServedLibrary library;
  private final ThreadPoolExecutor workers;
  private final RecentItems<UploadAnalysis> latest = new RecentItems<>("analysis", KEPT);

  /**
   * @param jobs number of files analysed in parallel
   */
  public UploadAnalyses(ServedLibrary library, int jobs) {
    this.library = library;
    this.workers =
        new ThreadPoolExecutor(jobs, jobs, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
  }

  /**
   * Starts or queues the analysis of a file. The file is always deleted afterwards.
   *
   * @throws Problem 429 if the queue is full
   */
  UploadAnalysis start(Path file) {
    UploadAnalysis analysis = new UploadAnalysis(UUID.randomUUID().toString(), file);
    try {
      workers.execute(new AnalysisTask(analysis));
    } catch (RejectedExecutionException e) {
      Uploads.delete(file);
      throw new Problem(429, "%d files are queued already; try again later".formatted(WAITING));
    }
    latest.put(analysis.id(), analysis);
    return analysis;
  }

  /**
   * Returns one of the latest analyses.
   *
   * @throws Problem 404 if it does not exist or has expired
   */
  UploadAnalysis find(String id) {
    return latest.find(id);
  }

  /** The task that analyses a file. */
  private final class AnalysisTask implements Runnable {
    private final UploadAnalysis analysis;

    AnalysisTask(UploadAnalysis analysis) {
      this.analysis = analysis;
    }

    @Override
    public void run() {
      analyze(analysis);
    }
  }

  private void analyze(UploadAnalysis analysis) {
    analysis.begin();
    try {
      TrackOutcome outcome = preview(analysis);
      switch (outcome) {
        case TrackOutcome.Finished finished ->
            analysis.result().complete(result(analysis, finished));
        case TrackOutcome.Failed(TrackFailure failure) ->
            analysis.result().completeExceptionally(Problem.of(failure, analysis.name()));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      analysis.result().completeExceptionally(Problem.of(e));
    } finally {
      Uploads.delete(analysis.file());
    }
  }

  /** Returns what tagging would do; the library's journal does not learn of it. */
  private TrackOutcome preview(UploadAnalysis analysis) {
    try (Journal journal = Journal.inMemory()) {
      return new Tagging(library.setup(), PolicyRequest.USUAL.options(library.model(), true))
          .observedBy(analysis)
          .trackTagger(journal, SimilarityIndex.none())
          .tag(Track.inPlace(analysis.file()))
          .outcome();
    }
  }

  private UploadAnalysis.Result result(UploadAnalysis analysis, TrackOutcome.Finished finished) {
    IndexEntries entries = IndexEntries.of(library.journal(), library.model());
    return new UploadAnalysis.Result(
        entries.of(analysis.name(), finished.recording().metadata(), finished.decided().analysis()),
        finished);
  }

  @Override
  public void close() {
    for (Runnable waiting : workers.shutdownNow()) {
      Uploads.delete(((AnalysisTask) waiting).analysis.file());
    }
    try {
      workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
