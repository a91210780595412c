package org.needledrop.cli.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TagChange;

/**
 * One track in a JSON or CSV report, in one object; unknown values are null.
 *
 * @param analysed whether the track was analysed in this run
 * @param changes tag changes, one line each
 */
record ReportRow(
    @JsonUnwrapped Track track,
    @JsonUnwrapped DecisionColumns decision,
    String failure,
    boolean analysed,
    @JsonUnwrapped AudioColumns audio,
    @JsonUnwrapped AnalysisColumns analysis,
    List<String> changes) {

  /**
   * The track, and what became of it.
   *
   * @param status {@code tagged}, {@code unchanged}, {@code not_taggable} or {@code failed}
   */
  record Track(String track, String file, String status) {}

  static ReportRow of(ReportLine line, ModelManifest model) {
    return new ReportRow(
        new Track(line.track(), line.file(), line.status().name().toLowerCase(Locale.ROOT)),
        DecisionColumns.of(line.decision()),
        line.failure().orElse(null),
        line.analysed(),
        AudioColumns.of(line.analysis()),
        AnalysisColumns.of(line.analysis(), model),
        line.change().map(TagChange::lines).orElse(List.of()));
  }
}
