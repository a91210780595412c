package org.needledrop.similarity;

import java.util.List;
import org.needledrop.scoring.TrackScores;

/**
 * What neighbours are looked for: a direction, among tracks that were heard by one method.
 *
 * @param direction of length 1; its dot product with that of a track is their similarity
 * @param method see {@link IndexedTrack#method}
 */
public record Probe(Closeness closeness, float[] direction, String method) {

  /**
   * Neighbours of one track.
   *
   * @throws IllegalArgumentException when nothing of it was scored
   */
  public static Probe of(IndexedTrack track, Closeness closeness) {
    TrackScores scores =
        track
            .scores()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "cannot compare %s: not scored (%s)"
                            .formatted(track.path(), track.abstained().orElse("unknown reason"))));
    float[] direction = UnitVectors.of(scores, closeness);
    if (direction.length == 0) {
      throw new IllegalArgumentException(
          "cannot compare %s by embedding: it was indexed from tags, which hold none"
              .formatted(track.path()));
    }
    return new Probe(closeness, direction, track.method());
  }

  /** How near a track is, 1 the nearest. */
  public double similarityTo(IndexedTrack track) {
    return UnitVectors.dotProduct(direction, of(track, closeness).direction);
  }

  /**
   * What is between several tracks: the mean of their directions.
   *
   * @param tracks at least one, all heard by the method of the first
   * @throws IllegalArgumentException when the methods differ, or nothing of a track was scored
   */
  public static Probe between(List<IndexedTrack> tracks, Closeness closeness) {
    List<Probe> probes = tracks.stream().map(track -> of(track, closeness)).toList();
    Probe first = probes.getFirst();
    float[] sum = new float[first.direction.length];
    for (Probe probe : probes) {
      if (!probe.method.equals(first.method)) {
        throw new IllegalArgumentException(
            "the tracks were analysed by different models: %s and %s"
                .formatted(first.method, probe.method));
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += probe.direction[i];
      }
    }
    return new Probe(closeness, UnitVectors.scaledToUnit(sum), first.method);
  }

  /** Tracks whose embedding points where this one does. */
  public static Probe embedding(float[] embedding, String method) {
    return new Probe(Closeness.EMBEDDING, UnitVectors.scaledToUnit(embedding), method);
  }

  /**
   * Tracks whose genres are distributed like this.
   *
   * @param probabilities of each genre, or any other weights of 0 or more
   */
  public static Probe genreProfile(float[] probabilities, String method) {
    return new Probe(Closeness.GENRE_PROFILE, UnitVectors.ofGenres(probabilities), method);
  }
}
