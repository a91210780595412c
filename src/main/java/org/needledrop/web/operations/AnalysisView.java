package org.needledrop.web.operations;

import java.util.Locale;
import java.util.Optional;
import org.needledrop.web.http.Json;
import org.needledrop.web.http.Problem;

/** JSON form of an analysis; see {@code UploadAnalysis} in the contract. */
record AnalysisView(
    String id,
    String name,
    String state,
    double secondsHeard,
    Optional<Problem.Details> problem,
    Optional<TrackView> track,
    Optional<TimelineView> timeline,
    Optional<TagPreview> tags,
    Optional<String> note) {

  static AnalysisView of(UploadAnalysis analysis, TrackViews views) {
    UploadAnalysis.State state = analysis.state();
    Optional<UploadAnalysis.Result> done =
        state == UploadAnalysis.State.DONE ? Optional.of(analysis.resultNow()) : Optional.empty();
    return new AnalysisView(
        analysis.id(),
        analysis.name(),
        state.name().toLowerCase(Locale.ROOT),
        Json.rounded(analysis.secondsHeard()),
        state == UploadAnalysis.State.FAILED
            ? Optional.of(Problem.of(analysis.result().exceptionNow()).details())
            : Optional.empty(),
        done.map(result -> views.of(result.track())),
        done.map(UploadAnalysis.Result::track)
            .flatMap(
                track -> track.scores().map(scores -> TimelineView.of(scores, track.genres()))),
        done.map(result -> TagPreview.of(result.report())),
        done.flatMap(result -> result.report().note()));
  }
}
