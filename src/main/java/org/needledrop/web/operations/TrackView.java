package org.needledrop.web.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.audio.Metadata;

/** JSON form of a track, in one object; see {@code Track} in the contract. */
record TrackView(
    @JsonUnwrapped Source source, @JsonUnwrapped Metadata metadata, @JsonUnwrapped Genre genre) {

  /** The file, and the model that analysed it. */
  record Source(String id, String path, String name, String model, double seconds) {}

  /** The decision, what it comes from, and the user label. */
  record Genre(
      Optional<String> genre,
      Optional<String> topGenre,
      double confidence,
      List<String> styles,
      Optional<String> abstained,
      Optional<String> label,
      Map<String, Double> probabilities) {}
}
