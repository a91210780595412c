package org.needledrop.web.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.Diversity;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.web.http.Problem;

/**
 * A similarity query; see {@code SimilarRequest} in the contract. Generated clients send empty
 * lists for fields that are not set.
 */
record SimilarRequest(
    Optional<List<String>> tracks,
    Optional<float[]> embedding,
    Optional<Map<String, Float>> genres,
    Optional<String> by,
    Optional<Integer> count,
    Optional<Double> diversity,
    Optional<Set<String>> genre,
    Optional<Double> minConfidence,
    Optional<Double> maxConfidence,
    Optional<Boolean> abstained,
    Optional<String> text) {

  SimilarityQuery probe(ServedLibrary library) {
    Optional<List<String>> ids = tracks.filter(given -> !given.isEmpty());
    Optional<float[]> vector = embedding.filter(given -> given.length > 0);
    Optional<Map<String, Float>> weights = genres.filter(given -> !given.isEmpty());
    if (Stream.of(ids, vector, weights).filter(Optional::isPresent).count() != 1) {
      throw new Problem(400, "exactly one of tracks, embedding and genres is required");
    }
    return ids.map(given -> between(given, library))
        .or(() -> vector.map(given -> embedding(given, library.model())))
        .orElseGet(() -> profile(weights.orElseThrow(), library.model()));
  }

  private SimilarityQuery between(List<String> ids, ServedLibrary library) {
    List<IndexedTrack> seeds = ids.stream().map(library::track).toList();
    try {
      return SimilarityQuery.between(
          seeds, by.map(SimilarityMeasure::named).orElse(SimilarityMeasure.EMBEDDING));
    } catch (IllegalArgumentException e) {
      throw new Problem(422, e.getMessage());
    }
  }

  private static SimilarityQuery embedding(float[] vector, ModelManifest model) {
    if (vector.length != model.embeddingSize()) {
      throw new Problem(
          400,
          "embedding: %d numbers, but %s has %d"
              .formatted(vector.length, model.id(), model.embeddingSize()));
    }
    requireDirection("embedding", vector);
    return SimilarityQuery.embedding(vector, model.id());
  }

  private static SimilarityQuery profile(Map<String, Float> weights, ModelManifest model) {
    float[] profile = new float[model.genres().size()];
    weights.forEach(
        (name, weight) -> {
          int index = model.genres().indexOf(name);
          if (index < 0) {
            throw new Problem(
                400, "the model has no genre %s, only %s".formatted(name, model.genres()));
          }
          profile[index] = weight;
        });
    requireDirection("genres", profile);
    return SimilarityQuery.genreProfile(profile, model.id());
  }

  /** Rejects a vector of zeros, which has no direction. */
  private static void requireDirection(String name, float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return;
      }
    }
    throw new Problem(400, name + ": at least one number must differ from 0");
  }

  TrackFilter filter() {
    return new TrackFilter(
        genre.orElse(Set.of()),
        minConfidence.orElse(0.0),
        maxConfidence.orElse(1.0),
        abstained,
        text,
        Optional.empty(),
        tracks.map(Set::copyOf).orElse(Set.of()));
  }

  Diversity howDiverse() {
    return new Diversity(diversity.orElse(0.0));
  }
}
