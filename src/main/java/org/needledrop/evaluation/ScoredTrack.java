package org.needledrop.evaluation;

import java.util.List;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.TrackScores;

/** A labelled track with its scores. */
public record ScoredTrack(String genre, TrackScores scores) {

  /** Scores each track. */
  public static List<ScoredTrack> of(List<DrawnTrack> tracks, Scorer scorer, ModelManifest model) {
    return tracks.parallelStream()
        .map(
            track ->
                new ScoredTrack(
                    track.genre(),
                    TrackScores.sum(
                        track.snippets(), scorer.score(track.snippets()), model.decision())))
        .toList();
  }
}
