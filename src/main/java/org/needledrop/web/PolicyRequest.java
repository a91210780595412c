package org.needledrop.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.GenreWords;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;

/** How a library's tracks are to be tagged; see {@code Policy} in the contract. */
record PolicyRequest(
    String policy, Optional<Double> minConfidence, Optional<Map<String, List<String>>> words) {

  /** As tracks are tagged when nobody says how. */
  static final PolicyRequest USUAL =
      new PolicyRequest(TagPolicy.FILL.toString(), Optional.empty(), Optional.empty());

  /**
   * The same in the terms of tagging.
   *
   * @throws Problem 400 when a genre is not the model's, or a word cannot be a tag's value
   */
  TaggingOptions options(ModelManifest model, boolean dryRun) {
    Map<String, List<String>> byGenre = new TreeMap<>(GenreWords.of(model).byGenre());
    words
        .orElse(Map.of())
        .forEach(
            (genre, own) -> {
              if (!model.genres().contains(genre)) {
                throw new Problem(
                    400, "the model has no genre %s, only %s".formatted(genre, model.genres()));
              }
              own.forEach(PolicyRequest::requireWord);
              byGenre.put(genre, List.copyOf(own));
            });
    return new TaggingOptions(
        TagPolicy.named(policy),
        new GenreWords(byGenre),
        false,
        minConfidence.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        0,
        1,
        true,
        false,
        dryRun);
  }

  /** Some kinds of tags tell the words of a field apart by a control character. */
  private static void requireWord(String word) {
    if (word.isBlank() || word.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(400, "words: must not be empty or contain control characters");
    }
  }
}
