package org.needledrop.similarity.lucene;

import java.nio.file.Path;
import java.util.List;
import org.needledrop.evaluation.GtzanFolder;
import org.needledrop.evaluation.Protocol;
import org.needledrop.evaluation.ScoredTrack;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.djl.DjlScorer;

/** Made-up tracks around those of GTZAN, as the bundled network embeds them. */
final class GtzanLibrary {

  private static final Path MODEL = Path.of("models/genre-musicnn");

  private GtzanLibrary() {}

  /** Two tracks around one of GTZAN's are as far apart as that is from its nearest neighbour. */
  static MadeUpLibrary read(Path gtzan) {
    ModelManifest model = ModelManifest.read(MODEL);
    List<MadeUpLibrary.Centre> centres;
    try (Scorer scorer = DjlScorer.load(MODEL, model)) {
      centres =
          ScoredTrack.of(new GtzanFolder(gtzan).tracks(Protocol.P2, model), scorer, model).stream()
              .map(track -> centre(track.scores()))
              .toList();
    }
    double distance =
        centres.stream().mapToDouble(c -> distanceToNearest(c, centres)).average().orElseThrow();
    return new MadeUpLibrary(centres, distance / Math.sqrt(2.0 * model.embeddingSize()), 0.5);
  }

  private static MadeUpLibrary.Centre centre(TrackScores scores) {
    float[] logits = scores.probabilities().clone();
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(Math.max(logits[i], 1e-6));
    }
    return new MadeUpLibrary.Centre(scores.embedding(), logits);
  }

  private static double distanceToNearest(
      MadeUpLibrary.Centre centre, List<MadeUpLibrary.Centre> all) {
    return all.stream()
        .filter(other -> !other.equals(centre))
        .mapToDouble(other -> distance(centre.embedding(), other.embedding()))
        .min()
        .orElseThrow();
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(squares);
  }
}
