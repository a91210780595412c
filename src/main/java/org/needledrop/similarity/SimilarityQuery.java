package org.needledrop.similarity;

import java.util.List;
import org.needledrop.scoring.TrackScores;

/**
 * A similarity query: a direction, among the tracks of one model.
 *
 * @param direction unit vector; its dot product with a track's vector is their similarity
 * @param model see {@link IndexedTrack#model}
 */
public record SimilarityQuery(SimilarityMeasure closeness, float[] direction, String model) {

  /**
   * Returns a query for neighbours of one track.
   *
   * @throws IllegalArgumentException if it was not scored
   */
  public static SimilarityQuery of(IndexedTrack track, SimilarityMeasure closeness) {
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
    return new SimilarityQuery(closeness, direction, track.model());
  }

  /** Returns the similarity of a track, 1 at most. */
  public double similarityTo(IndexedTrack track) {
    return UnitVectors.dotProduct(direction, of(track, closeness).direction);
  }

  /**
   * Returns a query for the mean of several tracks' directions.
   *
   * @param tracks at least one, all with the same model
   * @throws IllegalArgumentException if the models differ, or a track was not scored
   */
  public static SimilarityQuery between(List<IndexedTrack> tracks, SimilarityMeasure closeness) {
    List<SimilarityQuery> queries = tracks.stream().map(track -> of(track, closeness)).toList();
    SimilarityQuery first = queries.getFirst();
    float[] sum = new float[first.direction.length];
    for (SimilarityQuery query : queries) {
      if (!query.model.equals(first.model)) {
        throw new IllegalArgumentException(
            "the tracks were analysed by different models: %s and %s"
                .formatted(first.model, query.model));
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += query.direction[i];
      }
    }
    return new SimilarityQuery(closeness, UnitVectors.scaledToUnit(sum), first.model);
  }

  /** Returns a query for tracks with a similar embedding. */
  public static SimilarityQuery embedding(float[] embedding, String model) {
    return new SimilarityQuery(
        SimilarityMeasure.EMBEDDING, UnitVectors.scaledToUnit(embedding), model);
  }

  /**
   * Returns a query for tracks with a similar genre profile.
   *
   * @param probabilities probability of each genre, or other non-negative weights
   */
  public static SimilarityQuery genreProfile(float[] probabilities, String model) {
    return new SimilarityQuery(
        SimilarityMeasure.GENRE_PROFILE, UnitVectors.ofGenres(probabilities), model);
  }
}
