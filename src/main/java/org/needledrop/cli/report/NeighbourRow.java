package org.needledrop.cli.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.needledrop.similarity.Neighbour;

/**
 * A neighbour as JSON: the fields of its track and the similarity.
 *
 * @param similarity 1 for identical tracks
 */
public record NeighbourRow(double similarity, @JsonUnwrapped TrackRow track) {

  public static NeighbourRow of(Neighbour neighbour) {
    return new NeighbourRow(
        AnalysisColumns.rounded(neighbour.similarity()), TrackRow.of(neighbour.track()));
  }
}
