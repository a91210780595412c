package org.needledrop.similarity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a path between two tracks in even steps: the nearest track to each point on the great
 * circle between their embeddings (Shoemake 1985, section 3.3).
 */
public final class TrackPath {

  private final SimilaritySearch search;

  public TrackPath(SimilaritySearch search) {
    this.search = search;
  }

  /**
   * Returns the tracks of the path, including both ends; fewer if the library is too small. Each
   * has its similarity to the previous one, the first has 1.
   *
   * @param count at least 2
   * @throws IllegalArgumentException if a track was not scored, or the models differ
   */
  public List<Neighbour> between(IndexedTrack from, IndexedTrack to, int count) {
    SimilarityQuery start = SimilarityQuery.of(from, SimilarityMeasure.EMBEDDING);
    SimilarityQuery end = SimilarityQuery.of(to, SimilarityMeasure.EMBEDDING);
    if (!start.model().equals(end.model())) {
      throw new IllegalArgumentException(
          "the tracks were analysed by different models: %s and %s"
              .formatted(start.model(), end.model()));
    }
    Set<String> used = new HashSet<>(Set.of(from.audioHash(), to.audioHash()));
    List<IndexedTrack> tracks = new ArrayList<>(List.of(from));
    for (int step = 1; step < count - 1; step++) {
      SimilarityQuery point = point(start, end, step / (count - 1.0));
      for (Neighbour next : search.nearest(point, TrackFilter.ALL.without(used), 1)) {
        used.add(next.track().audioHash());
        tracks.add(next.track());
      }
    }
    tracks.add(to);
    return withSimilarities(tracks);
  }

  private static SimilarityQuery point(SimilarityQuery start, SimilarityQuery end, double part) {
    float[] a = start.direction();
    float[] b = end.direction();
    double angle = Math.acos(Math.clamp(UnitVectors.dotProduct(a, b), -1, 1));
    boolean straight = Math.sin(angle) < 1e-6;
    double weightOfStart = straight ? 1 - part : Math.sin((1 - part) * angle) / Math.sin(angle);
    double weightOfEnd = straight ? part : Math.sin(part * angle) / Math.sin(angle);
    float[] between = new float[a.length];
    for (int i = 0; i < between.length; i++) {
      between[i] = (float) (weightOfStart * a[i] + weightOfEnd * b[i]);
    }
    return SimilarityQuery.embedding(between, start.model());
  }

  private static List<Neighbour> withSimilarities(List<IndexedTrack> tracks) {
    List<Neighbour> path = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i++) {
      float[] before = direction(tracks.get(Math.max(0, i - 1)));
      path.add(
          new Neighbour(tracks.get(i), UnitVectors.dotProduct(before, direction(tracks.get(i)))));
    }
    return path;
  }

  private static float[] direction(IndexedTrack track) {
    return SimilarityQuery.of(track, SimilarityMeasure.EMBEDDING).direction();
  }
}
