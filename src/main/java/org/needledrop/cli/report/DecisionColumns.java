package org.needledrop.cli.report;

import java.util.List;
import java.util.Optional;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;

/**
 * A decision in a {@link ReportRow}; unknown values are null.
 *
 * @param topGenre the most probable genre, even below the threshold
 * @param confidence probability of the top genre
 * @param abstained reason for no genre
 * @param styles predicted styles within the genre
 */
record DecisionColumns(
    String genre,
    String topGenre,
    Double confidence,
    String abstained,
    List<String> styles,
    String detail) {

  static DecisionColumns of(
      Optional<Decision> decision, Optional<Analysis> analysis, ModelManifest model) {
    Optional<TrackScores> scores = analysis.flatMap(DecisionColumns::scores);
    String top = scores.map(found -> model.genres().get(found.topGenre())).orElse(null);
    Double confidence =
        scores
            .map(found -> AnalysisColumns.rounded(found.probabilities()[found.topGenre()]))
            .orElse(null);
    return switch (decision.orElse(null)) {
      case null -> new DecisionColumns(null, top, confidence, null, List.of(), null);
      case GenreFound found ->
          new DecisionColumns(
              found.genre(),
              top,
              confidence,
              null,
              found.styles().stream().map(GenreFound.Style::name).toList(),
              null);
      case Abstention abstention ->
          new DecisionColumns(
              null,
              top,
              confidence,
              abstention.reason().toString(),
              List.of(),
              abstention.detail());
    };
  }

  private static Optional<TrackScores> scores(Analysis analysis) {
    return analysis.result() instanceof ScoringResult.Scored(TrackScores scores)
        ? Optional.of(scores)
        : Optional.empty();
  }
}
