package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;

/** What the similarity index keeps of an analysis. */
public final class IndexEntries {

  private IndexEntries() {}

  /** Empty when the track was too short or silent: it is like nothing. */
  public static Optional<IndexedTrack> of(Path file, Analysis analysis, ModelManifest model) {
    return switch (analysis.hearing()) {
      case Hearing.Unscorable _ -> Optional.empty();
      case Hearing.Scored(TrackScores scores) ->
          Optional.of(
              new IndexedTrack(
                  analysis.audioHash(),
                  file.toString(),
                  analysis.method(),
                  model.genres().get(scores.topGenre()),
                  scores.probabilities(),
                  scores.embedding()));
    };
  }
}
