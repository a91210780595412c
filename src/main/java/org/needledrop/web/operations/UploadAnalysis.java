package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.DoubleAdder;
import org.needledrop.analysis.AnalysisProgress;
import org.needledrop.mel.LogMel;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.web.http.Problem;

/** The analysis of an uploaded file. Thread-safe: other threads may query its progress. */
final class UploadAnalysis implements AnalysisProgress {

  /** The state; see {@code UploadAnalysis} in the contract. */
  enum State {
    WAITING,
    LISTENING,
    DONE,
    FAILED
  }

  /** The result. */
  record Result(IndexedTrack track, TrackOutcome.Finished outcome) {}

  private final String id;
  private final Path file;
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private volatile boolean begun;
  private final DoubleAdder secondsHeard = new DoubleAdder();
  private volatile byte[] spectrogram;

  UploadAnalysis(String id, Path file) {
    this.id = id;
    this.file = file;
  }

  String id() {
    return id;
  }

  /** Returns the uploaded file, which is deleted after the analysis. */
  Path file() {
    return file;
  }

  String name() {
    return file.getFileName().toString();
  }

  void begin() {
    begun = true;
  }

  @Override
  public void decoded(double seconds) {
    secondsHeard.add(seconds);
  }

  @Override
  public void seen(LogMel logMel) {
    if (logMel.frames() > 0) {
      spectrogram = Spectrogram.png(logMel);
    }
  }

  /** Returns a future that completes with the result or a {@link Problem}. */
  CompletableFuture<Result> result() {
    return result;
  }

  State state() {
    if (result.isDone()) {
      return result.isCompletedExceptionally() ? State.FAILED : State.DONE;
    }
    return begun ? State.LISTENING : State.WAITING;
  }

  double secondsHeard() {
    return secondsHeard.sum();
  }

  /** Returns a PNG as soon as the file is decoded. */
  Optional<byte[]> spectrogram() {
    return Optional.ofNullable(spectrogram);
  }

  /**
   * Returns the result without waiting.
   *
   * @throws Problem 409 if it is not finished or has failed
   */
  Result resultNow() {
    if (!result.isDone()) {
      throw new Problem(409, name() + " is still being analysed");
    }
    if (result.isCompletedExceptionally()) {
      throw new Problem(409, "the analysis failed: " + result.exceptionNow().getMessage());
    }
    return result.resultNow();
  }

  IndexedTrack track() {
    return resultNow().track();
  }
}
