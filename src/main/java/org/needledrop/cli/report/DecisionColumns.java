package org.needledrop.cli.report;

import java.util.List;
import java.util.Optional;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;

/**
 * A decision in a {@link ReportRow}; unknown values are null.
 *
 * @param abstained reason for no genre
 * @param styles predicted styles within the genre
 */
record DecisionColumns(
    String genre, Double confidence, String abstained, List<String> styles, String detail) {

  private static final DecisionColumns NONE =
      new DecisionColumns(null, null, null, List.of(), null);

  static DecisionColumns of(Optional<Decision> decision) {
    return decision.map(DecisionColumns::of).orElse(NONE);
  }

  private static DecisionColumns of(Decision decision) {
    return switch (decision) {
      case GenreFound found ->
          new DecisionColumns(
              found.genre(),
              AnalysisColumns.rounded(found.confidence()),
              null,
              found.styles().stream().map(GenreFound.Style::name).toList(),
              null);
      case Abstention abstention ->
          new DecisionColumns(
              null, null, abstention.reason().toString(), List.of(), abstention.detail());
    };
  }
}
