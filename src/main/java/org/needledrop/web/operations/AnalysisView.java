package org.needledrop.web.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import java.util.Optional;
import org.needledrop.web.http.Json;
import org.needledrop.web.http.Problem;

/** JSON form of an analysis, in one object; see {@code UploadAnalysis} in the contract. */
record AnalysisView(
    @JsonUnwrapped Progress progress,
    Optional<Problem.Details> problem,
    Optional<TrackView> track,
    Optional<TimelineView> timeline,
    Optional<TagPreview> tags,
    Optional<String> note) {

  /** The upload, and how far its analysis is. */
  record Progress(String id, String name, String state, double secondsHeard) {}

  static AnalysisView of(UploadAnalysis analysis, TrackViews views) {
    UploadAnalysis.State state = analysis.state();
    Optional<UploadAnalysis.Result> done =
        state == UploadAnalysis.State.DONE ? Optional.of(analysis.resultNow()) : Optional.empty();
    return new AnalysisView(
        new Progress(
            analysis.id(),
            analysis.name(),
            state.name().toLowerCase(Locale.ROOT),
            Json.rounded(analysis.secondsHeard())),
        state == UploadAnalysis.State.FAILED
            ? Optional.of(Problem.of(analysis.result().exceptionNow()).details())
            : Optional.empty(),
        done.map(result -> views.of(result.track())),
        done.map(UploadAnalysis.Result::track)
            .flatMap(
                track -> track.scores().map(scores -> TimelineView.of(scores, track.genres()))),
        done.map(result -> TagPreview.of(result.outcome())),
        done.flatMap(result -> result.outcome().note()));
  }
}
