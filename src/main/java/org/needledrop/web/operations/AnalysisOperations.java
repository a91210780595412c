package org.needledrop.web.operations;

import java.util.Map;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Operations for uploaded files that are not in the library. */
public final class AnalysisOperations {

  private final UploadAnalyses analyses;
  private final TrackViews views;

  public AnalysisOperations(UploadAnalyses analyses, TrackViews views) {
    this.analyses = analyses;
    this.views = views;
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put(
        "getAnalysis",
        request -> Reply.json(AnalysisView.of(analyses.find(request.path("analysis")), views)));
    operations.put("getAnalysisSpectrogram", this::spectrogram);
  }

  private Reply spectrogram(ApiRequest request) {
    UploadAnalysis analysis = analyses.find(request.path("analysis"));
    return analysis
        .spectrogram()
        .map(png -> Reply.of("image/png", png))
        .orElseThrow(() -> new Problem(409, analysis.name() + " is not decoded yet"));
  }

  /** Returns the reply for a finished or running analysis. */
  Reply progress(UploadAnalysis analysis) {
    Reply reply = Reply.json(AnalysisView.of(analysis, views));
    return analysis.result().isDone() ? reply : reply.at(202, "/v1/analyses/" + analysis.id());
  }
}
