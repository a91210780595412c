package org.needledrop.web.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON form of a track; see {@code Track} in the contract. */
record TrackView(
    String id,
    String path,
    String name,
    Optional<String> title,
    Optional<String> artist,
    Optional<String> album,
    Optional<Integer> year,
    boolean cover,
    String model,
    double seconds,
    Optional<String> genre,
    Optional<String> topGenre,
    double confidence,
    List<String> styles,
    Optional<String> abstained,
    Optional<String> label,
    Map<String, Double> probabilities) {}
