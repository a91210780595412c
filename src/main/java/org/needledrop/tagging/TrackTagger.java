package org.needledrop.tagging;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.audio.Recording;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.library.FileState;
import org.needledrop.library.Track;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tracing.Tracing;

/**
 * The whole flow for one track: identify the recording, find its analysis or analyse it, decide,
 * write the decision into the file, and make the index follow. Thread-safe for different tracks.
 */
public final class TrackTagger {

  private final JournaledAnalyzer analyzer;
  private final Decider decider;
  private final FileTagger fileTagger;
  private final IndexFollower index;
  private final OneNameAtATime oneName = new OneNameAtATime();

  TrackTagger(
      JournaledAnalyzer analyzer, Decider decider, FileTagger fileTagger, IndexFollower index) {
    this.analyzer = analyzer;
    this.decider = decider;
    this.fileTagger = fileTagger;
    this.index = index;
  }

  /** Tags a track; failures are in the outcome, not thrown. */
  public TrackReport tag(Track track) {
    return Tracing.in(
        "tag",
        () -> {
          Span.current().setAttribute("needledrop.track", track.source().toString());
          TrackOutcome outcome = oneName.run(track.target(), () -> tagOrFail(track));
          if (outcome instanceof TrackOutcome.Failed(TrackFailure failure)) {
            Tracing.failed(Span.current(), failure);
          }
          return new TrackReport(track, outcome);
        });
  }

  private TrackOutcome tagOrFail(Track track) {
    try {
      TagWriter.resume(track.target());
      return tagged(track);
    } catch (TrackFailure failure) {
      return new TrackOutcome.Failed(failure);
    } catch (RuntimeException e) {
      return new TrackOutcome.Failed(new UnexpectedFailure(track.source(), Stage.TAG, e));
    } catch (OutOfMemoryError e) {
      return new TrackOutcome.Failed(LimitExceeded.memory(track.source(), Stage.TAG, e));
    }
  }

  private TrackOutcome.Finished tagged(Track track) {
    FileState file = FileState.of(track.source());
    Recording recording = Tracing.in("recognise", () -> analyzer.identify(file));
    Optional<Analysis> known = analyzer.known(recording.audioHash());
    DecidedAnalysis decided =
        decider.decide(known.orElseGet(() -> analyzer.analyze(file, recording.audioHash())));
    FileTagger.Written written =
        Tracing.in("write", () -> fileTagger.write(track, recording, decided));
    if (known.isEmpty() || !index.has(track)) {
      index.put(track, recording.metadata(), decided);
    }
    return new TrackOutcome.Finished(
        written.status(), recording, known.isEmpty(), decided, written.change());
  }
}
