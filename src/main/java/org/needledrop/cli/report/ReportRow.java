package org.needledrop.cli.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TagChange;

/**
 * One track in a JSON or CSV report, in one object; unknown values are null.
 *
 * @param note what is odd about the file, such as a wrong duration in its header
 * @param analysed whether the track was analysed in this run
 * @param changes tag changes, one line each
 */
record ReportRow(
    @JsonUnwrapped Track track,
    @JsonUnwrapped DecisionColumns decision,
    String failure,
    String note,
    boolean analysed,
    @JsonUnwrapped CreditColumns credit,
    @JsonUnwrapped AudioColumns audio,
    @JsonUnwrapped AnalysisColumns analysis,
    List<String> changes) {

  /**
   * The track, and what became of it.
   *
   * @param path path or address of the tagged file: the source, or its copy
   * @param source path or address of the track
   * @param status {@code tagged}, {@code unchanged}, {@code not_taggable}, {@code archived} or
   *     {@code failed}
   */
  record Track(String path, String source, String status) {}

  static ReportRow of(ReportLine line, ModelManifest model) {
    return new ReportRow(
        new Track(line.file(), line.track(), line.status().name().toLowerCase(Locale.ROOT)),
        DecisionColumns.of(line.decision(), line.analysis(), model),
        line.failure().orElse(null),
        line.note().orElse(null),
        line.analysed(),
        CreditColumns.of(line.metadata()),
        AudioColumns.of(line.analysis()),
        AnalysisColumns.of(line.analysis(), model),
        line.change().map(TagChange::lines).orElse(List.of()));
  }
}
